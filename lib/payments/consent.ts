/**
 * What a buyer agrees to when a card or a bank account is saved. Change the words: change the version. The version
 * that was shown is stored with every saved method.
 * https://docs.stripe.com/payments/save-and-reuse#compliance
 */
export const consent = {
  version: '2026-11-21.2',
  text:
    'By saving this card or bank account you allow Souk to keep it and to charge it, also without you ' +
    'being present, for orders you place with any seller on Souk. Each seller you buy from makes a ' +
    'charge of its own, and your permission to debit a bank account is shared with that seller. You ' +
    'can remove the card or account in your wallet at any time.',
} as const;
