export {
  isOverdue,
  TWO_PERSON_DECISIONS,
  TWO_PERSON_KINDS,
  type Person,
  type TwoPersonDecision,
  type TwoPersonKind,
  type TwoPersonRequest,
  type TwoPersonRequestId,
  type UsedRequest,
} from './request';
export {
  countRequests,
  decideRequest,
  findRequest,
  giveBack,
  listRequests,
  requestSecondPerson,
  useRequest,
  type NewRequest,
  type RequestFilter,
} from './two-person';
