import type { Texts } from '../../words';

export const receipts: Texts<'receipts'> = {
  title: '領収書',
  number: '領収書 {number}',
  paidAt: '<order>注文 {number}</order> · <time>日時</time> UTC お支払い',
  soldBy: '販売・請求元',
  onSouk: '{country}（Souk）',
  boughtBy: 'ご購入者',
  whatBought: 'ご購入の内容',
  what: '商品',
  amount: '金額',
  paid: 'お支払い額',
  givenBack: '返金（<time>日時</time> UTC）',
  inAll: '返金額の合計',
  paidWith: 'お支払い方法',
  onStatement: 'ご利用明細の表記',
  charge: '請求ID',
  account: 'お店のアカウント',
  demo: 'Soukはデモサイトです。実際の販売や送金は行われていません。',
};
