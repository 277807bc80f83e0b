import { IntegrationError, unsupported } from './integration-error';

/** Methods that the dahlia train took away: calling one throws, with the way to go instead. */
const removed: Readonly<Record<string, string>> = {
  createSource: 'createPaymentMethod',
  retrieveSource: 'retrievePaymentIntent',
  handleCardPayment: 'confirmPayment',
  handleCardSetup: 'confirmSetup',
  confirmPaymentIntent: 'confirmPayment',
  confirmSetupIntent: 'confirmSetup',
  handleFpxPayment: 'confirmFpxPayment',
  initCheckout: 'initCheckoutElementsSdk',
  initEmbeddedCheckout: 'createEmbeddedCheckoutPage',
};

/** Methods of the endive train that are not here (yet): calling one rejects. */
const missing = `confirmAcssDebitPayment confirmAcssDebitSetup confirmAffirmPayment
  confirmAfterpayClearpayPayment confirmAlipayPayment confirmAmazonPaySetup
  confirmAuBecsDebitPayment confirmAuBecsDebitSetup confirmBacsDebitSetup confirmBancontactPayment
  confirmBancontactSetup confirmBilliePayment confirmBlikPayment confirmBlikSetup
  confirmBoletoPayment confirmCashappPayment confirmCashappSetup confirmCustomerBalancePayment
  confirmEpsPayment confirmFpxPayment confirmGiropayPayment confirmGrabPayPayment
  confirmIdealPayment confirmIdealSetup confirmKlarnaPayment confirmKonbiniPayment
  confirmMobilepayPayment confirmMultibancoPayment confirmOxxoPayment confirmP24Payment
  confirmPayByBankPayment confirmPayNowPayment confirmPayPalPayment confirmPayPalSetup
  confirmPixPayment confirmPromptPayPayment confirmSepaDebitPayment confirmSepaDebitSetup
  confirmSofortPayment confirmSofortSetup confirmTwintPayment confirmWechatPayPayment
  createEmbeddedCheckoutPage createEphemeralKeyNonce createFinancialAccountDisclosure
  createIssuingDisclosure createRadarSession createTreasuryDisclosure processOrder redirectToCheckout
  retrieveOrder verifyIdentity`.split(/\s+/);

/** Synchronous ones: they throw rather than reject. */
const missingSync = ['initCheckoutElementsSdk', 'initCheckoutFormSdk', 'initializePricing'];

type Method = (...args: unknown[]) => unknown;

/** Every method of Stripe.js that this drop-in only names. */
export function otherMethods(): Record<string, Method> {
  const methods: Record<string, Method> = {};
  for (const [name, instead] of Object.entries(removed)) {
    methods[name] = () => {
      throw new IntegrationError(
        `stripe.${name} was removed from Stripe.js. Use stripe.${instead} instead.`,
      );
    };
  }
  for (const name of missing) {
    methods[name] = () => Promise.reject(unsupported(`stripe.${name}()`));
  }
  for (const name of missingSync) {
    methods[name] = () => {
      throw unsupported(`stripe.${name}()`);
    };
  }
  return methods;
}
