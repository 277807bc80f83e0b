import type { Texts } from '../../words';

export const cards: Texts<'cards'> = {
  card: 'カード',
  method: 'お支払い方法',
  thisMethod: 'このお支払い方法',
  acss_debit: 'カナダの口座振替',
  au_becs_debit: 'オーストラリアの口座振替',
  bacs_debit: 'Bacs口座振替',
  sepa_debit: 'SEPA口座振替',
  us_bank_account: '米国の銀行口座',
  endingIn: '{name}（末尾{last4}）',
  expires: '有効期限 {date}',
  expired: '有効期限切れ {date}',
  expiresSoon: 'まもなく期限切れ {date}',
  notClonable:
    '{name}ではSoukのお店にお支払いいただけません。Stripeがお店のアカウントにコピーできるのは、カードと米国の銀行口座だけです。お支払いにはカードを保存してください。',
  verifying: 'この銀行口座はまだ確認されていません。ウォレットで確認してください。',
  unverified:
    'この銀行口座を確認できませんでした。もう一度追加するか、別のお支払い方法をご利用ください。',
};
