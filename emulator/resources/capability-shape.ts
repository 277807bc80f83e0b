/**
 * A Capability as Stripe sends it (docs.stripe.com/api/capabilities/object). It is no record of its
 * own: everything follows from the account.
 */
import type Stripe from 'stripe';
import { parameters, resolveSchema } from '../generated/parameter-table';
import type { AccountHidden } from './account-state';

/** The names of all capabilities, as the SDK's types list them. */
export function capabilityNames(): readonly string[] {
  const field = parameters.AccountCreateParams.capabilities;
  const schema = field && resolveSchema(field.schema);
  return schema?.kind === 'object' ? Object.keys(schema.fields) : [];
}

function none(): Stripe.Capability.Requirements {
  return {
    alternatives: [],
    current_deadline: null,
    currently_due: [],
    disabled_reason: null,
    errors: [],
    eventually_due: [],
    past_due: [],
    pending_verification: [],
  };
}

/** The capability `id` of the account; `unrequested` when it was never asked for. */
export function capabilityOf(
  account: Stripe.Account,
  id: string,
  hidden: AccountHidden,
): Stripe.Capability {
  const status = account.capabilities?.[id as keyof Stripe.Account.Capabilities];
  const known = account.requirements;
  return {
    id,
    object: 'capability',
    account: account.id,
    future_requirements: none(),
    requested: status !== undefined,
    requested_at: status === undefined ? null : (hidden.requestedAt[id] ?? account.created ?? null),
    requirements: status === undefined || !known ? none() : shared(known, status),
    status: status ?? 'unrequested',
  };
}

function shared(
  known: Stripe.Account.Requirements,
  status: string,
): Stripe.Capability.Requirements {
  const reason = known.disabled_reason?.startsWith('rejected.')
    ? 'rejected.other'
    : 'requirements.fields_needed';
  return {
    ...none(),
    currently_due: known.currently_due ?? [],
    disabled_reason: status === 'inactive' ? reason : null,
    // Both lists of codes come from one source.
    errors: (known.errors ?? []) as Stripe.Capability.Requirements.Error[],
    eventually_due: known.eventually_due ?? [],
    past_due: known.past_due ?? [],
    pending_verification: known.pending_verification ?? [],
  };
}
