import { accountStages } from './account-stages';
import { catalogStages } from './catalog-stages';
import { customerStages } from './customer-stages';
import { intentStages } from './intent-stages';
import { invoiceStages } from './invoice-stages';
import { moneyStages } from './money-stages';
import type { Stage } from './stage';
import { subscriptionStages } from './subscription-stages';
import { tokenStages } from './token-stages';

/** Every endpoint of the payments core and of accounts that creates or updates something. */
export const stages: readonly Stage[] = [
  ...customerStages,
  ...intentStages,
  ...moneyStages,
  ...accountStages,
  ...tokenStages,
  ...catalogStages,
  ...invoiceStages,
  ...subscriptionStages,
];
