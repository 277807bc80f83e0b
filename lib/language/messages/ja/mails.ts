import type { Texts } from '../../words';

export const mails: Texts<'mails'> = {
  receiptSubject: '{seller}の領収書（{number}）',
  hello: '{name}様',
  charged: '{day}、{seller}より{amount}を請求しました（{card}）。ありがとうございます。',
  paid: 'お支払い額',
  receipt: '領収書',
  paidWith: 'お支払い方法',
  onStatement: 'ご利用明細の表記',
  charge: '請求ID',
  seeReceipt: '領収書を見る',
  refundSubject: '{seller}より{amount}の返金（{number}）',
  back: '{amount}の返金',
  gaveBack:
    '{seller}より{amount}を返金しました（{card}）。銀行の明細に表示されるまで数日かかることがあります。',
  gavePart:
    '{seller}より、お支払いの一部{amount}を返金しました（{card}）。銀行の明細に表示されるまで数日かかることがあります。',
  order: '注文',
  backTo: '返金先',
  seeOrder: '注文を見る',
  invoice: '請求書',
  seeSubscription: '定期購入を見る',
  plusSubject: '{plus}の領収書',
  plusUntil:
    '{plus}は{day}までご利用いただけます。自動的に終了し、再び請求されることはありません。',
  seePlus: '{plus}を見る',
  askedSubject: '{seller}へのお支払いをご確認ください（{number}）',
  elseGivenUp:
    'そのままの場合、このお支払いは{time}（UTC）に取りやめとなります。{seller}からの請求は行われず、商品のお取り置きもなくなります。',
  elseAllCanceled:
    'そのままの場合、ご注文全体が{time}（UTC）にキャンセルされます。どのお店からも請求は行われず、確保された金額は解放されます。',
  signInThere:
    'ボタンからSoukを開き、いつものようにログインしてください。カード番号をメールでお尋ねすることはありません。',
  seller: 'お店',
  toConfirm: 'ご確認いただく金額',
  card: 'カード',
  confirmIt: 'お支払いを確認する',
  foot: 'Soukはデモサイトです。実際の販売や送金は行われていません。このメールは、Soukでご購入になった方にお送りしています。',
};
