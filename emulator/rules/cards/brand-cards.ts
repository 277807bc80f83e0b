/**
 * Cards that pay, by brand (docs.stripe.com/testing#cards) and for health expenses
 * (docs.stripe.com/testing#hsa-fsa).
 */
import { card, type TestCard } from './card';

const amex = { brand: 'amex', threeDSecure: 'not_supported' } as const;

export const brandCards: readonly TestCard[] = [
  card('visa', '4242424242424242', {}, ['pm_card_visa', 'pm_card_us']),
  card('visa_debit', '4000056655665556', { funding: 'debit' }),
  card('mastercard', '5555555555554444', { brand: 'mastercard' }),
  card('mastercard_2series', '2223003122003222', { brand: 'mastercard' }, []),
  card('mastercard_debit', '5200828282828210', { brand: 'mastercard', funding: 'debit' }),
  card('mastercard_prepaid', '5105105105105100', { brand: 'mastercard', funding: 'prepaid' }),
  card('amex', '378282246310005', amex, ['pm_card_amex', 'pm_card_amex_threeDSecureNotSupported']),
  card('amex_second', '371449635398431', amex, []),
  card('discover', '6011111111111117', { brand: 'discover' }),
  card('discover_second', '6011000990139424', { brand: 'discover' }, []),
  card('discover_debit', '6011981111111113', { brand: 'discover', funding: 'debit' }, []),
  card('diners', '3056930009020004', { brand: 'diners' }),
  card('diners_14', '36227206271667', { brand: 'diners' }, []),
  card('bccard', '6555900000604105', { brand: 'discover' }, []),
  card('jcb', '3566002020360505', { brand: 'jcb', country: 'JP' }),
  card('unionpay', '6200000000000005', { brand: 'unionpay', country: 'CN' }),
  card(
    'unionpay_debit',
    '6200000000000047',
    { brand: 'unionpay', country: 'CN', funding: 'debit' },
    [],
  ),
  card('unionpay_19', '6205500000000000004', { brand: 'unionpay', country: 'CN' }, []),

  // Co-branded
  card('visa_cartesBancaires', '4000002500001001', {
    country: 'FR',
    networks: ['cartes_bancaires'],
  }),
  card('mastercard_cartesBancaires', '5555552500001001', {
    brand: 'mastercard',
    country: 'FR',
    networks: ['cartes_bancaires'],
  }),
  card('visa_debit_eftposAuCoBranded', '4000050360000001', {
    funding: 'debit',
    country: 'AU',
    networks: ['eftpos_au'],
  }),
  card('mastercard_debit_eftposAuCoBranded', '5555050360000080', {
    brand: 'mastercard',
    funding: 'debit',
    country: 'AU',
    networks: ['eftpos_au'],
  }),

  // Stripe publishes one number for both of the first two.
  card('debit_visaFsaProductCode', '4000051230000072', { funding: 'debit' }),
  card('debit_visaHsaProductCode', '4000051230000072', { funding: 'debit' }),
  card('mastercard_debit_mastercardFsaProductCode', '5200828282828897', {
    brand: 'mastercard',
    funding: 'debit',
  }),
];
