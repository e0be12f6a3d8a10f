export {
  openSsda903Source,
  type ReturnRead,
  type Ssda903Config,
  type Ssda903Dependencies,
} from './ssda903/index';
export {
  openTenancyFileSource,
  type TenancyFileConfig,
  type TenancyFileDependencies,
  type TenancyFileRead,
} from './json/index';
export { openReturnSource, RETURN_FORMS, type ReturnConfig, type ReturnDependencies } from './returns/index';
export { openWatchedSource, type WatchedOptions } from './watched';
