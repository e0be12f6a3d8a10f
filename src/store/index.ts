export type { Database } from './schema';
export { openStore, type Store, type StoreOptions } from './store';
export { orUnavailable } from './or-unavailable';
