// What two rounds of calls cost a program that does nothing else: Stripe's own library, the line and the
// emulator's own work. The shop beside it in the same run tells what Souk adds.
import Stripe from 'stripe';

/** A platform of its own, whose events go nowhere. */
const key = 'sk_test_ns_bare';

/**
 * `pay(count)`: one order at so many sellers, as the shop does it: all clones side by side, then all
 * charges. Resolves in how many milliseconds. Faults that name no platform hit these calls, too.
 */
export async function bareClient(emulatorUrl, most) {
  const { hostname, port } = new URL(emulatorUrl);
  const stripe = new Stripe(key, { host: hostname, port, protocol: 'http' });
  const customer = await stripe.customers.create({ name: 'Bench Buyer' });
  const card = await stripe.paymentMethods.attach('pm_card_visa', { customer: customer.id });
  const accounts = [];
  for (let index = 0; index < most; index += 1) {
    accounts.push((await stripe.accounts.create(seller(index))).id);
  }
  return {
    async pay(count) {
      const began = performance.now();
      const chosen = accounts.slice(0, count);
      const clones = await Promise.all(
        chosen.map((stripeAccount) =>
          stripe.paymentMethods.create(
            { customer: customer.id, payment_method: card.id },
            { stripeAccount },
          ),
        ),
      );
      const payments = await Promise.all(
        chosen.map((stripeAccount, index) =>
          stripe.paymentIntents.create(
            {
              amount: 1200,
              currency: 'usd',
              payment_method: clones[index].id,
              confirm: true,
              off_session: true,
              application_fee_amount: 120,
            },
            { stripeAccount },
          ),
        ),
      );
      const open = payments.find(({ status }) => status !== 'succeeded');
      if (open) throw new Error(`a bare payment is ${open.status}`);
      return performance.now() - began;
    },
  };
}

/** Whom Stripe's test mode lets sell at once. */
const seller = (index) => ({
  type: 'custom',
  country: 'US',
  email: `bare-${index}@souk.example`,
  capabilities: { card_payments: { requested: true }, transfers: { requested: true } },
  business_profile: { mcc: '5999', url: 'https://accessible.stripe.com', name: `Bare ${index}` },
  business_type: 'individual',
  individual: {
    first_name: 'Test',
    last_name: 'Seller',
    email: `bare-${index}@souk.example`,
    phone: '0000000000',
    dob: { day: 1, month: 1, year: 1901 },
    address: {
      line1: 'address_full_match',
      city: 'Asheville',
      postal_code: '28801',
      state: 'NC',
      country: 'US',
    },
    id_number: '000000000',
    ssn_last_4: '0000',
  },
  external_account: {
    object: 'bank_account',
    country: 'US',
    currency: 'usd',
    routing_number: '110000000',
    account_number: '000123456789',
  },
  tos_acceptance: { date: Math.floor(Date.now() / 1000), ip: '127.0.0.1' },
});
