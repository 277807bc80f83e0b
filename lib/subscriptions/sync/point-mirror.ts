/** What the Subscription and the Customer on the account say of the buyer and what pays. */
import type { AccountCustomer, AccountSubscription } from '../../stripe/account-billing';
import { accountStripe } from '../../stripe/account-stripe';
import { idOf } from '../../stripe/fields';
import { fail } from './fail-sync';
import { answerOf } from '../answer-of';
import { offerOf, type Offer } from './customer-default';
import { owesNothing } from './pay-with-new-method';
import { subjectOf } from '../read-subscription';
import { renewSyncKeys } from './renew-keys';
import { storePointed, storeStep } from './sync-progress';
import type { MirrorTask, Next } from './sync-task';

/**
 * Lets Subscription and Customer use the new clone, and writes the buyer's name and e-mail, side by
 * side. Where keys can tell no more, it is read what stands there first. The Customer offers the clone
 * only where no other mirror would be charged to it.
 */
export async function pointMirror(task: MirrorTask): Promise<Next> {
  const { mirror, accountCustomerId } = task;
  const id = mirror.accountSubscriptionId;
  if (!task.sync || !id || !accountCustomerId) throw new Error(`${mirror.id} has not begun`);
  const there = task.sync.keysForgotten ? await readMirror(task) : null;
  const sync = there ? { ...task.sync, ...(await renewSyncKeys(task.sync)) } : task.sync;
  const stripe = accountStripe(mirror.accountId);
  const subject = subjectOf(mirror);
  const charge = task.clone?.accountMethodId ?? null;
  const offer = await offerOf(task);

  // Both are waited for: neither is under way any more when the mirror is given back.
  const answers = await Promise.allSettled([
    charge && !(there && isCharged(there.subscription, charge))
      ? answerOf(() =>
          stripe.subscriptions.update(
            id,
            { default_payment_method: charge },
            { key: sync.pointKey, subject },
          ),
        )
      : null,
    !(there && saysOf(there.customer, task, offer))
      ? answerOf(() =>
          stripe.customers.update(
            accountCustomerId,
            {
              name: task.buyer.name,
              email: task.buyer.email,
              ...(offer === null ? {} : { invoice_settings: { default_payment_method: offer } }),
            },
            { key: sync.customerKey, subject },
          ),
        )
      : null,
  ] as const);
  for (const answer of answers) {
    if (answer.status === 'rejected') throw answer.reason;
    if (!answer.value || answer.value.ok) continue;
    const { failure, error } = answer.value;
    if (failure.kind !== 'unclear') return fail(task, failure.problem);
    await renewSyncKeys(sync);
    throw error;
  }
  // Another mirror lost its card meanwhile.
  if (offer && (await offerOf(task)) !== offer) {
    if (!(await storeStep(task, { state: 'pointing' }))) return 'overtaken';
    return { ...task, sync: { ...sync, keysForgotten: true } };
  }
  const [pointed] = answers;
  const subscription =
    pointed.status === 'fulfilled' && pointed.value?.ok ? pointed.value.value : there?.subscription;
  const owes = charge && !(subscription && owesNothing(task, subscription));
  const state = owes ? 'paying' : 'detaching';
  if (!(await storePointed(task, state))) return 'overtaken';
  return { ...task, sync: { ...sync, state }, ...(subscription ? { subscription } : {}) };
}

/** True when Subscription and Customer say what this sync was to make them say. */
export async function isPointed(task: MirrorTask): Promise<boolean> {
  const { clone } = task;
  const there = await readMirror(task);
  const ended = !there.subscription || there.subscription.ended_at !== null;
  if (ended || task.method.status !== 'active') return true;
  return (
    (!clone?.accountMethodId || isCharged(there.subscription, clone.accountMethodId)) &&
    (!(task.sync?.renewsCustomer || clone) || saysOf(there.customer, task, await offerOf(task)))
  );
}

interface There {
  readonly subscription: AccountSubscription | null;
  readonly customer: AccountCustomer | null;
}

async function readMirror({ mirror, accountCustomerId }: MirrorTask): Promise<There> {
  const stripe = accountStripe(mirror.accountId);
  const of = { subject: subjectOf(mirror) };
  const [subscription, customer] = await Promise.all([
    mirror.accountSubscriptionId && stripe.subscriptions.retrieve(mirror.accountSubscriptionId, of),
    accountCustomerId && stripe.customers.retrieve(accountCustomerId, of),
  ]);
  return {
    subscription: subscription || null,
    customer: customer && !customer.deleted ? (customer as unknown as AccountCustomer) : null,
  };
}

const isCharged = (subscription: AccountSubscription | null, method: string): boolean =>
  idOf(subscription?.default_payment_method) === method;

function saysOf(customer: AccountCustomer | null, { buyer }: MirrorTask, offer: Offer): boolean {
  return (
    customer?.name === buyer.name &&
    customer.email === buyer.email &&
    (offer === null || (idOf(customer.invoice_settings.default_payment_method) ?? '') === offer)
  );
}
