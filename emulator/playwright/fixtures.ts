import { createEmulator } from '../index';
import { openStage } from './stage';
import type { StripeFixtures } from './types';

export const stripeFixtures: StripeFixtures = {
  stripeEmulatorUrl: [process.env.STRIPE_EMULATOR_URL ?? '', { option: true, scope: 'worker' }],
  stripeNamespace: ['worker', { option: true, scope: 'worker' }],
  stripeReset: ['never', { option: true }],

  stripeStage: [
    async ({ stripeEmulatorUrl, stripeNamespace }, use, worker) => {
      const own = stripeEmulatorUrl ? null : await createEmulator({ port: 0, dataDir: null });
      const namespace = stripeNamespace === 'worker' ? `w${worker.parallelIndex}` : stripeNamespace;
      const stage = openStage({ url: own?.urls.api ?? stripeEmulatorUrl, namespace });
      // A platform for all is also that of what was there before the tests.
      if (stripeNamespace === 'worker') await stage.reset();
      await use(stage);
      await own?.close();
    },
    { scope: 'worker' },
  ],

  stripe: [
    async ({ stripeStage, stripeReset, context }, use) => {
      if (stripeReset === 'test') await stripeStage.reset();
      await stripeStage.attach(context);
      await use(stripeStage);
    },
    { auto: true },
  ],
};
