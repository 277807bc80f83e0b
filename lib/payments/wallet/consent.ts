/**
 * What a buyer agrees to when a card or a bank account is saved. Change the words: change the
 * version. The version that was shown is stored with every saved method.
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

/**
 * What a buyer agrees to when paying for Souk Plus: the payment itself, and that the card stays. The
 * version that was shown is stored with the membership and, with a new card, in the wallet.
 * https://docs.stripe.com/payments/save-during-payment
 */
export const plusConsent = {
  version: 'plus-2026-11-21.1',
  text:
    'By paying you allow Souk to charge this card now for one year of Souk Plus, which does not renew ' +
    'by itself. A new card is also kept in your wallet, and you allow Souk to charge it, also without ' +
    'you being present, for orders you place with any seller on Souk. Each seller you buy from makes a ' +
    'charge of its own. You can remove the card in your wallet at any time.',
} as const;
