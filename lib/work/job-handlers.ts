import type { Handlers } from '../jobs/workers';
import { lookAfterSale } from '../payments/look-after-sale';
import { reconcile } from '../payments/reconcile';
import { resumeLeg } from '../payments/resume-leg';
import { sendRefund } from '../payments/send-refund';
import { settleAuthentication } from '../payments/settle-authentication';
import { settleOrder } from '../payments/settle-order';
import { finishRemoval, lookAtSetup } from '../payments/unfinished-saving';
import { handleEvent } from '../webhooks/handle-event';
import { sweep } from './sweep';

/** What is done about each kind of job. */
export const jobHandlers: Required<Handlers> = {
  sweep: ({ what }) => sweep(what),
  'drive-leg': ({ legId }) => resumeLeg(legId),
  'settle-order': ({ orderId }) => settleOrder(orderId),
  'look-at-bank': async ({ legId }) => void (await settleAuthentication(legId)),
  'send-refund': ({ refundId }) => sendRefund(refundId),
  'look-after-sale': ({ legId }) => lookAfterSale(legId),
  'finish-setup': ({ setupId }) => lookAtSetup(setupId),
  'finish-removal': ({ savedMethodId }) => finishRemoval(savedMethodId),
  'handle-event': (event) => handleEvent(event),
  reconcile: (day) => reconcile(day),
};
