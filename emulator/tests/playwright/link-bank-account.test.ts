import { describe, expect, it } from 'vitest';
import { linkBankAccount } from '../../playwright/link-bank-account';
import { bankOf, bankSetup, openBankForm } from '../elements/bank-stage';
import { callStripe, useStage } from '../elements/stage';

const stage = useStage({}, 'stripe');

/** A form whose bank window is about to open. */
async function atTheBank() {
  const { secret } = await bankSetup(stage);
  const { page, frame } = await openBankForm(stage, { clientSecret: secret });
  await frame.getByText('Test (Non-OAuth)').click();
  return { page, frame };
}

describe('the helper for bank accounts', () => {
  it('goes through the window with the first bank and account there are', async () => {
    const { page } = await atTheBank();
    await linkBankAccount(page);
    const { setupIntent } = await callStripe(page, 'confirmSetup', { redirect: 'if_required' });
    expect(setupIntent?.status).toBe('succeeded');
    const bank = await bankOf(stage, setupIntent?.payment_method);
    expect(bank).toMatchObject({
      last4: '6789',
      financial_connections_account: expect.any(String),
    });
  }, 60_000);

  it('chooses the account it is told', async () => {
    const { page, frame } = await atTheBank();
    await linkBankAccount(page, { account: 'High balance' });
    await frame.getByText('•••• 4321').waitFor();
  }, 60_000);

  it('chooses the bank it is told, where the page asks the window for one', async () => {
    const { secret } = await bankSetup(stage);
    const page = await stage.open();
    const linked = page.evaluate(async (clientSecret) => {
      const own = window as unknown as { Stripe(key: string): never };
      const stripe = own.Stripe('pk_test_emulator') as {
        collectBankAccountForSetup(given: object): Promise<{ setupIntent?: { status: string } }>;
      };
      const { setupIntent } = await stripe.collectBankAccountForSetup({
        clientSecret,
        params: {
          payment_method_type: 'us_bank_account',
          payment_method_data: { billing_details: { name: 'Jenny Rosen' } },
        },
      });
      return setupIntent?.status;
    }, secret);
    await linkBankAccount(page, { institution: 'Test (OAuth)' });
    expect(await linked).toBe('requires_confirmation');
  }, 60_000);
});
