import type Stripe from 'stripe';
import { expect } from 'vitest';
import { startReceiver, type Receiver } from '../support/webhook-receiver';
import { expectShape, type Scene } from '../resources/scene';
import { settled } from './watch';

/** What came of some calls, in the order in which it was written. */
export interface Told {
  readonly platform: Stripe.Event[];
  /** Of the connected account that is watched. */
  readonly seller: Stripe.Event[];
}

export interface Witness {
  /**
   * The events that `work` led to. Every one of them has also been delivered, once and signed: the
   * platform's to its endpoint without an account, the others to the Connect endpoint with it.
   */
  during(work: () => Promise<unknown>): Promise<Told>;
}

/** Listens to everything, on the platform and on one connected account: the French seller. */
export async function witness(
  { emulator, stripe, account: french }: Scene,
  account = french,
): Promise<Witness> {
  const seller = { stripeAccount: account };
  const [platformEnd, connectEnd] = [await startReceiver(), await startReceiver()];
  const listen = (receiver: Receiver, connect: boolean) =>
    stripe.webhookEndpoints.create({ url: receiver.url, enabled_events: ['*'], connect });
  const platformSecret = (await listen(platformEnd, false)).secret ?? '';
  const connectSecret = (await listen(connectEnd, true)).secret ?? '';

  const read = async (options: Stripe.RequestOptions) => {
    const { data } = await stripe.events.list({ limit: 100 }, options);
    return data.reverse();
  };

  const check = (event: Stripe.Event, { received }: Receiver, secret: string, of?: string) => {
    expectShape(event);
    // An upcoming invoice has no id, whatever the types say of invoices.
    const unnamed = event.type === 'invoice.upcoming' ? { id: 'none' } : {};
    expectShape({ ...unnamed, ...event.data.object });
    expect(event).not.toHaveProperty('account');
    const copies = received.filter((one) => one.event.id === event.id);
    expect(copies, `deliveries of ${event.type}`).toHaveLength(1);
    const [{ body, signature } = { body: '', signature: '' }] = copies;
    const {
      account: from,
      pending_webhooks: _,
      ...delivered
    } = stripe.webhooks.constructEvent(body, signature, secret);
    const { pending_webhooks: left, ...listed } = event;
    expect(left).toBe(0);
    expect(delivered).toEqual(listed);
    expect(from).toBe(of);
  };

  return {
    during: async (work) => {
      const before = { platform: await read({}), seller: await read(seller) };
      await work();
      await settled(emulator);
      const since = async () => ({
        platform: (await read({})).slice(before.platform.length),
        seller: (await read(seller)).slice(before.seller.length),
      });
      let told: Told = { platform: [], seller: [] };
      // What happens by itself a moment later may have been written after that, and be on its way.
      const onTheirWay = async () => {
        told = await since();
        return [...told.platform, ...told.seller].filter((event) => event.pending_webhooks > 0);
      };
      await expect.poll(onTheirWay, { timeout: 10_000 }).toEqual([]);
      const { platform, seller: sellers } = told;
      for (const event of platform) check(event, platformEnd, platformSecret);
      for (const event of sellers) check(event, connectEnd, connectSecret, account);
      return { platform, seller: sellers };
    },
  };
}

/** The names of events, in order. */
export function types(events: readonly Stripe.Event[]): string[] {
  return events.map(({ type }) => type);
}

/** What the one event of a type among `events` says was before. */
export function previous(events: readonly Stripe.Event[], type: string): unknown {
  return one(events, type).data.previous_attributes;
}

/** The object that the one event of a type among `events` tells of, as it was then. */
export function objectOf(events: readonly Stripe.Event[], type: string): Record<string, unknown> {
  return one(events, type).data.object as unknown as Record<string, unknown>;
}

function one(events: readonly Stripe.Event[], type: string): Stripe.Event {
  const [found, ...others] = events.filter((event) => event.type === type);
  if (!found || others.length > 0) throw new Error(`Not one ${type} but ${types(events).join()}`);
  return found;
}
