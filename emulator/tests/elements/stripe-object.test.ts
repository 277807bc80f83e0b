import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Page } from 'playwright';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { useStage, type ShopWindow } from './stage';

const stage = useStage();

/** Runs a line of a shop's script, and answers its value or what it threw. */
async function run(page: Page, script: string): Promise<unknown> {
  return page.evaluate(async (source) => {
    const work = new Function('Stripe', `return (async () => { ${source} })()`);
    try {
      return await work((window as unknown as ShopWindow).Stripe);
    } catch (error) {
      return `${(error as Error).name}: ${(error as Error).message}`;
    }
  }, script);
}

/** Names of the methods of the interface `Stripe`, as its package's types have them. */
function methodsOfStripe(): string[] {
  const entry = createRequire(import.meta.url).resolve('@stripe/stripe-js');
  const file = path.join(path.dirname(entry), '..', 'dist', 'stripe-js', 'stripe.d.ts');
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  const names = source.statements
    .filter(ts.isInterfaceDeclaration)
    .filter(({ name }) => name.text === 'Stripe')
    .flatMap(({ members }) => [...members])
    .flatMap(({ name }) => (name && ts.isIdentifier(name) ? [name.text] : []));
  return [...new Set(names)];
}

describe('Stripe()', () => {
  it('is what loaders look for', async () => {
    const page = await stage.open();
    expect(
      await run(
        page,
        `const plain = Stripe('pk_test_1'), made = new Stripe('pk_test_1', { locale: 'fr', betas: [], apiVersion: '2026-09-30.endive', stripeAccount: 'acct_1', developerTools: { assistant: { enabled: false } } });
         return [Stripe.version, 'then' in plain, ...['elements', 'createToken', 'createPaymentMethod', 'confirmCardPayment', '_registerWrapper', 'registerAppInfo'].map((name) => typeof made[name])]`,
      ),
    ).toEqual(['endive', false, ...Array<string>(6).fill('function')]);
    expect(
      await run(page, `return await Stripe('pk_test_1').paymentRequest({}).canMakePayment()`),
    ).toBeNull();
  });

  it('takes test keys only', async () => {
    const page = await stage.open();
    const wrong = ['', 'undefined', '"sk_test_1"', '"pk_live_1"', '"hello"'];
    for (const key of wrong) {
      expect(await run(page, `Stripe(${key})`), key).toMatch(/^IntegrationError/);
    }
    expect(await run(page, 'Stripe("pk_live_1")')).toContain('test keys only');
  });

  it('has every method that the types of Stripe.js have, built or naming itself', async () => {
    const page = await stage.open();
    const outcomes: Record<string, string[]> = { built: [], 'not supported': [], missing: [] };
    for (const name of methodsOfStripe()) {
      const said = String(
        await run(
          page,
          `const stripe = Stripe('pk_test_1'); if (typeof stripe.${name} !== 'function') return 'missing';
           await stripe.${name}(); return 'built'`,
        ),
      );
      const outcome =
        said === 'missing'
          ? said
          : /not supported by the emul/.test(said)
            ? 'not supported'
            : 'built';
      if (outcome === 'not supported')
        expect(said).toMatch(/^IntegrationError: stripe\.\w+\(\) is/);
      outcomes[outcome]?.push(name);
    }
    expect(outcomes.missing).toEqual([]);
    expect(outcomes.built?.sort()).toEqual(
      `collectBankAccountForPayment collectBankAccountForSetup collectBankAccountToken
       collectFinancialConnectionsAccounts confirmCardPayment confirmCardSetup confirmPayment
       confirmSetup confirmUsBankAccountPayment confirmUsBankAccountSetup createConfirmationToken
       createPaymentMethod createToken elements handleCardAction handleNextAction paymentRequest
       registerAppInfo retrievePaymentIntent retrieveSetupIntent verifyMicrodepositsForPayment
       verifyMicrodepositsForSetup`
        .split(/\s+/)
        .sort(),
    );
    expect(outcomes['not supported']?.length).toBeGreaterThan(40);
  });

  it('names what is gone and what is not here', async () => {
    const page = await stage.open();
    for (const name of [
      'createSource',
      'handleCardPayment',
      'confirmSetupIntent',
      'handleFpxPayment',
    ]) {
      expect(await run(page, `Stripe('pk_test_1').${name}()`), name).toMatch(
        /^IntegrationError: stripe\.\w+ was removed/,
      );
    }
    for (const name of [
      'confirmSepaDebitSetup',
      'verifyIdentity',
      'confirmIdealPayment',
      'redirectToCheckout',
    ]) {
      expect(await run(page, `await Stripe('pk_test_1').${name}()`), name).toMatch(
        /^IntegrationError: .*not supported by the emulator yet/,
      );
    }
  });
});

describe('elements()', () => {
  const cases: [what: string, script: string, message: RegExp][] = [
    [
      'paymentMethodTypes',
      `stripe.elements({ mode: 'setup', paymentMethodTypes: ['card'] })`,
      /allowedPaymentMethodTypes/,
    ],
    [
      'a malformed secret',
      `stripe.elements({ clientSecret: 'seti_1' })`,
      /\$\{id\}_secret_\$\{secret\}/,
    ],
    [
      'a secret and a mode',
      `stripe.elements({ clientSecret: 'seti_1_secret_1', mode: 'setup' })`,
      /not both/,
    ],
    ['a payment without amount', `stripe.elements({ mode: 'payment', currency: 'usd' })`, /amount/],
    [
      'neither secret nor mode',
      `stripe.elements().create('payment')`,
      /must pass a clientSecret or mode/,
    ],
    [
      'a second Element',
      `const e = stripe.elements({ mode: 'setup' }); e.create('payment'); e.create('payment')`,
      /only create one Element/,
    ],
    [
      'paymentRequestButton',
      `stripe.elements().create('paymentRequestButton')`,
      /removed in the endive/,
    ],
    ['other Elements', `stripe.elements().create('taxId')`, /not supported by the emulator yet/],
    [
      'boolean radios',
      `stripe.elements({ mode: 'setup' }).create('payment', { layout: { type: 'accordion', radios: true } })`,
      /layout\.radios/,
    ],
    [
      'an unknown place',
      `stripe.elements({ mode: 'setup' }).create('payment').mount('#nowhere')`,
      /applies to no DOM elements/,
    ],
    [
      'a destroyed Element',
      `const p = stripe.elements({ mode: 'setup' }).create('payment'); p.destroy(); p.off('ready'); p.mount('#payment')`,
      /already been destroyed/,
    ],
    [
      'a changed secret',
      `await stripe.elements({ mode: 'setup' }).update({ clientSecret: 'seti_1_secret_1' })`,
      /can't be changed/,
    ],
    [
      'paymentMethodTypes later',
      `await stripe.elements({ mode: 'setup' }).update({ paymentMethodTypes: [] })`,
      /allowedPaymentMethodTypes/,
    ],
    [
      'confirming nothing',
      `await stripe.confirmSetup({})`,
      /expected either `elements` or `clientSecret`/,
    ],
    [
      'confirming without an Element',
      `await stripe.confirmSetup({ elements: stripe.elements({ clientSecret: 'seti_1_secret_1' }), redirect: 'if_required' })`,
      /mounted Payment Element or Express Checkout Element/,
    ],
    [
      'a payment’s secret',
      `await stripe.confirmSetup({ clientSecret: 'pi_1_secret_1', redirect: 'if_required' })`,
      /stripe\.confirmPayment\(\) instead/,
    ],
    [
      'no return_url',
      `await stripe.confirmSetup({ clientSecret: 'seti_1_secret_1' })`,
      /return_url/,
    ],
    [
      'a dangerous return_url',
      `await stripe.confirmSetup({ clientSecret: 'seti_1_secret_1', confirmParams: { return_url: 'javascript:alert(1)' } })`,
      /return_url/,
    ],
    [
      'another instance’s group',
      `await Stripe('pk_test_2').confirmSetup({ elements: stripe.elements({ mode: 'setup' }), redirect: 'if_required' })`,
      /another Stripe instance/,
    ],
  ];
  it('throws for wrong use, and says what to do', async () => {
    const page = await stage.open();
    for (const [what, script, message] of cases) {
      const thrown = await run(page, `const stripe = Stripe('pk_test_1'); ${script}`);
      expect(thrown, what).toMatch(/^IntegrationError: /);
      expect(thrown, what).toMatch(message);
    }
  });

  it('names an option that Stripe.js does not know, and goes on', async () => {
    const page = await stage.open();
    const warnings: string[] = [];
    page.on('console', (message) => warnings.push(message.text()));
    await run(
      page,
      `const stripe = Stripe('pk_test_1');
       await stripe.elements({ mode: 'setup', colour: 'red', loader: 'never' }).update({ setup_future_usage: 'off_session', size: 1 });`,
    );
    expect(warnings.filter((text) => text.includes('Unrecognized'))).toEqual([
      expect.stringContaining('Unrecognized elements() parameter: colour'),
      expect.stringContaining('Unrecognized elements.update() parameter: size'),
    ]);
  });

  it('calls a listener of once() one time, and not at all after off()', async () => {
    const page = await stage.open();
    expect(
      await run(
        page,
        `const elements = Stripe('pk_test_1').elements({ mode: 'setup' });
         const heard = [];
         const first = () => heard.push('first');
         const second = () => heard.push('second');
         elements.once('update-end', first).once('update-end', second).off('update-end', second);
         for (const amount of [1, 2]) await elements.update({ amount });
         return heard`,
      ),
    ).toEqual(['first']);
  });

  it('makes an Element again after destroy(), and finds it by type or component', async () => {
    const page = await stage.open();
    expect(
      await run(
        page,
        `const elements = Stripe('pk_test_1').elements({ mode: 'setup' });
         elements.create('payment').destroy();
         const gone = elements.getElement('payment');
         const made = elements.create('payment');
         const component = Object.assign(() => null, { __elementType: 'payment' });
         let ended = false;
         elements.on('update-end', () => { ended = true; });
         await elements.update({ amount: 1 });
         return [gone, elements.getElement('payment') === made, elements.getElement(component) === made, elements.getElement('card'), ended]`,
      ),
    ).toEqual([null, true, true, null, true]);
  });
});
