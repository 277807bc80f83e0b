import { invalidRequest, type Context } from '../server/contract';
import type { Engine } from '../server/engine';
import type { WebhookEndpointHidden } from '../store/kinds';

/** docs.stripe.com/webhooks#roll-endpoint-secrets: the old secret lives up to a day longer. */
const MAX_OVERLAP_MS = 24 * 60 * 60 * 1_000;

/** A fresh signing secret. */
export function freshSecret(context: Context): string {
  return `whsec_${context.random(32)}`;
}

/** Every secret that signs at a time (Unix milliseconds), the newest first. */
export function signingSecrets({ secret, retired = [] }: WebhookEndpointHidden, at: number) {
  return [secret, ...retired.filter(({ until }) => until > at).map((old) => old.secret)];
}

/**
 * Gives an endpoint a new secret, as the Dashboard does; the old one signs too for `overlapMs`.
 * Returns the new one, or undefined when there is no such endpoint. Throws a 400 for more than a day.
 */
export function rollSecret(engine: Engine, id: string, overlapMs: unknown): string | undefined {
  if (typeof overlapMs !== 'number' || !(overlapMs >= 0 && overlapMs <= MAX_OVERLAP_MS)) {
    throw invalidRequest(`Invalid expires_in_ms: must be between 0 and ${MAX_OVERLAP_MS}`, {
      param: 'expires_in_ms',
    });
  }
  const { state } = engine.store;
  const owner = state.accounts().find((account) => state.get(account, 'webhook_endpoint', id));
  if (owner === undefined) return undefined;
  return engine.transaction(owner, (context) => {
    const found = context.records.get('webhook_endpoint', id);
    if (!found) return undefined;
    const now = context.nowMs();
    const retired = [
      { secret: found.hidden.secret, until: now + overlapMs },
      ...(found.hidden.retired ?? []),
    ].filter(({ until }) => until > now);
    const secret = freshSecret(context);
    context.records.put('webhook_endpoint', found.object, { ...found.hidden, secret, retired });
    return secret;
  });
}
