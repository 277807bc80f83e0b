/** A shop that knows of nothing but Stripe, and an emulator that answers for Stripe's hosts. */
import type Stripe from 'stripe';
import { afterAll, beforeAll } from 'vitest';
import { publicOrigins } from '../../hosts/stripe-hosts';
import { createEmulator, type Emulator } from '../../server/emulator';
import { startShop, type Shop } from '../elements/shop';
import { buildBrowserScripts } from '../support/browser-scripts';
import { stripeFor } from '../support/emulator';

export interface MappedStage {
  emulator: Emulator;
  stripe: Stripe;
  shop: Shop;
}

export function useMappedStage(): MappedStage {
  const stage = {} as MappedStage;

  beforeAll(async () => {
    await buildBrowserScripts();
    stage.emulator = await createEmulator({ port: 0, dataDir: null, tlsPort: 0 });
    stage.stripe = stripeFor(stage.emulator);
    stage.shop = await startShop(publicOrigins.frames, {}, 'v3');
  }, 60_000);

  afterAll(async () => {
    await stage.shop?.close();
    await stage.emulator?.close();
  });

  return stage;
}
