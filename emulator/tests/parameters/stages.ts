import { accountStages } from './account-stages';
import { catalogStages } from './catalog-stages';
import { customerStages } from './customer-stages';
import { intentStages } from './intent-stages';
import { invoiceLineStages } from './invoice-line-stages';
import { invoiceStages } from './invoice-stages';
import { moneyStages } from './money-stages';
import { previewStages } from './preview-stages';
import { sourceStages } from './source-stages';
import type { Stage } from './stage';
import { subscriptionItemStages } from './subscription-item-stages';
import { subscriptionStages } from './subscription-stages';
import { tokenStages } from './token-stages';

/** Every endpoint of the payments core and of accounts that creates or updates something. */
export const stages: readonly Stage[] = [
  ...customerStages,
  ...intentStages,
  ...moneyStages,
  ...accountStages,
  ...tokenStages,
  ...sourceStages,
  ...catalogStages,
  ...invoiceStages,
  ...invoiceLineStages,
  ...subscriptionStages,
  ...subscriptionItemStages,
  ...previewStages,
];
