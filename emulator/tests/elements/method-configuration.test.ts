import { expect, it } from 'vitest';
import { control } from '../support/raw-call';
import { mountPayment, useStage } from './stage';

const stage = useStage();

it('the Payment Element follows the configuration its group names', async () => {
  const { id } = await stage.stripe.paymentMethodConfigurations.create({ name: 'Cards only' });
  const page = await stage.open();
  await mountPayment(page, {
    elements: { mode: 'setup', currency: 'usd', paymentMethodConfiguration: id },
  });
  const { data } = await control<{ data: { parameters: object }[] }>(
    stage.emulator,
    'GET',
    '/requests?path=/v1/elements/sessions',
  );
  expect(data.map(({ parameters }) => parameters)).toMatchObject([
    { deferred_intent: { payment_method_configuration: id } },
  ]);
});
