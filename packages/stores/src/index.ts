export { openStore } from './open-store.js';
export { isStoreAddress, parseStoreAddress, type StoreAddress } from './store-address.js';
export { StoreError, type StoreFailure } from './store-error.js';
