export {
  registerConsole,
  type ConsoleOptions,
  type DemoAgency,
  type DemoPersona,
  type DemoReview,
} from './register-console';
