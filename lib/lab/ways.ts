import type { Way } from './way';
import { cloneAndCharge } from './ways/clone-and-charge';
import { cloneSourceWay } from './ways/clone-source';
import { cloneTwice } from './ways/clone-twice';
import { cloneUnattachedWay } from './ways/clone-unattached';
import { migration } from './ways/migration';
import { notClonable } from './ways/not-clonable';
import { onAccountBrowser } from './ways/on-account-browser';
import { onAccountServer } from './ways/on-account-server';
import { onBehalfOf } from './ways/on-behalf-of';
import { payPlatformAndSave } from './ways/pay-platform-and-save';
import { recurring } from './ways/recurring';
import { sourceDestination } from './ways/source-destination';
import { sourceOnAccount } from './ways/source-on-account';
import { sourcesApi } from './ways/sources-api';
import { tokenFromCustomer } from './ways/token-from-customer';
import { usBankAccount } from './ways/us-bank-account';

/** Every way to share a payment method, in the order of the lab. */
export const ways: readonly Way[] = [
  cloneAndCharge,
  cloneUnattachedWay,
  cloneTwice,
  onBehalfOf,
  payPlatformAndSave,
  onAccountBrowser,
  onAccountServer,
  usBankAccount,
  recurring,
  notClonable,
  tokenFromCustomer,
  sourcesApi,
  sourceDestination,
  sourceOnAccount,
  cloneSourceWay,
  migration,
];

export const wayOf = (slug: string): Way | undefined => ways.find((way) => way.slug === slug);
