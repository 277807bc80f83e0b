/** For tests only: the buyer at the emulator's bank, without a browser. */
import type Stripe from 'stripe';

/** Where the emulator is, and whose page the bank's question stands in. */
interface AtEmulator {
  readonly url: string;
  /** Of the platform that the intent belongs to; the usual one's unless given. */
  readonly publishableKey?: string;
}

type Intent = Pick<Stripe.PaymentIntent | Stripe.SetupIntent, 'next_action'>;

/** Answers the 3D Secure question of an intent that waits; `accountId` when it lives on an account. */
export async function answerBank(
  emulator: AtEmulator,
  intent: Intent,
  outcome: 'authenticate' | 'fail',
  accountId?: string,
): Promise<Response> {
  return send(await bankPage(emulator, intent, accountId), outcome);
}

/** The address of the bank's page: the one in a window, or the one the buyer is sent to. */
async function bankPage(emulator: AtEmulator, intent: Intent, accountId?: string): Promise<string> {
  const sentTo = intent.next_action?.redirect_to_url?.url;
  if (sentTo) return sentTo;
  const source = intent.next_action?.use_stripe_sdk?.three_d_secure_2_source;
  const response = await fetch(`${emulator.url}/v1/3ds2/authenticate`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${emulator.publishableKey ?? 'pk_test_souk'}`,
      ...(accountId ? { 'stripe-account': accountId } : {}),
    },
    body: new URLSearchParams({ source: String(source) }),
  });
  const { ares } = (await response.json()) as { ares?: { acsURL?: string } };
  if (!ares?.acsURL) throw new Error(`no bank waits for ${String(source)}`);
  return ares.acsURL;
}

function send(address: string, outcome: string): Promise<Response> {
  return fetch(address, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ outcome }),
  });
}
