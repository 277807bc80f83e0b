import type { Texts } from '../../words';

export const checkout: Texts<'checkout'> = {
  title: 'お支払い手続き',
  lead: 'カードまたは口座ひとつで、ワンタップでお支払い。ご請求はお店ごとに行われます。',
  notYet: 'このカートはまだお支払いいただけません',
  blockedBy: '{what}：{problem}カートを変更してからお進みください。',
  blocked: '現在ご購入いただけない商品がカートにあります。カートを変更してからお進みください。',
  summary: 'ご注文内容',
  changeCart: 'カートを変更',
  onStatement: 'ご利用明細の表記：<code>{statement}</code>',
  charges:
    '{count, plural, =0 {今回のご請求はありません} =1 {ご請求は1件です} other {ご請求は#件に分かれます}}',
  chargesNow: '{charges}（今回分）',
  then: '以後',
  payWith: 'お支払い方法',
  pay: '{amounts}を支払う',
  paySellers: '{count, plural, other {#店}}に{amounts}を支払う',
  payAndSubscribe: '{pay}・定期購入を始める',
  subscribe: '定期購入を始める（今回のお支払いはありません）',
  paying: 'お支払い中…',
  chargeAria: '支払う',
  saveFirst: '先に上で保存してから、お支払いください。',
  chooseFirst: '先にお支払い方法を選んでください。',
  sellerNot: '{seller}へはこの方法でお支払いいただけません。{why}',
  dollarsOnly:
    '米国の銀行口座でお支払いいただけるのは米ドルのみです。このお店にはカードを選んでください。',
  plansWantCards:
    '定期プランのお支払いはカードのみです。銀行口座は繰り返しのお支払いに使えません。このお店にはカードを選んでください。',
  notHeld: '銀行口座のお金は仮押さえできないため、「すべてまとめて」にはカードが必要です。',
  plansNotHeld:
    '定期プランはお支払いまたは無料期間から始まり、仮押さえができません。そのため、これは商品のみのご注文でご利用いただけます。',
  noteNothing: '今回のご請求はありません。二度押しても、定期購入が重複することはありません。',
  note: '{count, plural, =1 {ご請求は1件で、今すぐ行われます。} other {#件のご請求が今すぐ同時に行われます。}}二度押しても、二重に請求されることはありません。',
  noteTogether:
    '{count, plural, =1 {ご請求は1件で、今すぐ仮押さえされます。} other {#件のご請求が今すぐ仮押さえされ、まとめて確定します。}}二度押しても、二重に請求されることはありません。',
  paidWith: '{seller}へは{card}でお支払いになります。',
  needsScript:
    'お支払いにはJavaScriptが必要です。カード番号は直接Stripeに送られ、当店を通ることはありません。',
  oneSeller: 'お店ごとに別の方法を選ぶ',
  payWithFor: 'お支払い方法：<seller>{name}</seller>',
  ifOne: 'お支払いできないお店があった場合',
  eachName: 'お店ごとに支払う',
  eachAbout: 'ひとつのお支払いに失敗しても、ほかのお支払いは有効です。失敗した分だけやり直せます。',
  allName: 'すべてまとめて',
  allAbout:
    '銀行がまず各店の分を仮押さえし、まとめて確定します。ひとつでも仮押さえできなければ、一切請求されません。',
  holding: '{amount}を仮押さえしています…',
  charging: '{amount}を請求しています…',
  agree:
    'ボタンを押すと、選択したカードに自動的に繰り返し請求されることに、お客様がその場にいない場合も含めて同意したことになります。',
  until: 'いずれも解約されるまで続きます。解約は<link>定期購入</link>からいつでも可能です。',
  slow: '通常より時間がかかっています',
  slowWhy:
    '決済サービスの応答を待っています。ご注文は記録されており、失われることも二重に請求されることもありません。処理は自動的に続きます。このページは閉じていただいて構いません。もう一度お支払いにならないようお願いします。',
  toOrders: '注文を見る',
  toCart: 'カートを見る',
  signIn: 'サインイン',
  nothingCharged: '請求は行われていません。',
  cartChanged: 'カートの内容が変わりました',
  cartEmpty: 'カートは空です',
  soldOut: '売り切れの商品があります',
  sellerUnavailable: '現在お支払いできないお店があります',
  tooLarge: '1件のご請求としては金額が大きすぎます',
  cardUnusable: 'この方法ではお支払いいただけません',
  cardUnusableNote: '請求は行われていません。別のお支払い方法を選んでください。',
  needsCards: '「すべてまとめて」にはカードが必要です',
  signedOut: 'サインアウトされました',
  signedOutNote: '請求は行われていません。カートの中身は保存されています。',
  unknown: 'お支払いが完了したか、まだ確認できていません',
  unknownNote:
    'もう一度ボタンを押してください。ご注文が成立していれば見つかり、二重に請求されることはありません。',
};
