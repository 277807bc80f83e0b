import type { Texts } from '../../words';

export const problems: Texts<'problems'> = {
  wrong_password: 'メールアドレスとパスワードの組み合わせが正しくありません。',
  email_taken: 'このメールアドレスはすでに登録されています。サインインしてください。',
  cart_empty: 'カートは空です。',
  cart_changed: 'カートの内容または価格が変わりました。もう一度ご確認のうえ、お支払いください。',
  sold_out:
    'カートに売り切れの商品、またはご希望の数量に足りない商品があります。カートを変更してからお進みください。',
  seller_unavailable:
    'カートの中に、現在お支払いいただけないお店があります。そのお店の商品を削除してからお進みください。',
  card_unusable: '選択された方法は、ここでのお支払いにはご利用いただけません。',
  not_holdable: '選択された方法では、請求前の仮押さえができません。',
  too_large: 'この金額は1件のご請求としては大きすぎます。分けてご購入ください。',
  fault: 'Souk側で問題が発生しました。もう一度お試しください。',
  not_found: 'お探しのものは見つかりませんでした。',
  signed_out: '先にサインインしてください。',
  foreign_origin: 'このリクエストはSoukのページから送られたものではありません。',
  too_many: '試行回数が多すぎます。しばらく待ってからもう一度お試しください。',
  not_json: '入力内容に誤りがあります。',
  invalid_request: '入力内容に誤りがあります。',
  unknown_language: 'Soukはこの言語に対応していません。',
  cart_bad_quantity: '1から99までの整数を入力してください。',
  cart_unknown_variant: 'この商品の取り扱いは終了しました。',
  cart_too_many: 'ご指定の数量の在庫がありません。',
  cart_sold_out: 'この商品は売り切れです。',
  cart_note: '在庫のある分だけカートに入れました。',
  not_bought: 'レビューは、ここで購入された方のみ投稿できます。',
  own: 'ご自身の商品にはレビューを投稿できません。',
  asked_already: '返金はすでに申請または開始されています。ページを再読み込みしてご確認ください。',
  not_refundable: 'これは返金できません。',
  nothing_left: 'すでに全額が返金されています。',
  wrong_amount: '残額を超えない金額を数字で入力してください。',
  too_much: '返金できる残額を超えています。',
  not_retryable: '現在は再試行できません。状況をご確認ください。',
  not_cancelable: 'キャンセルできなくなりました。支払い済みの分は、お店ごとに返金を申請できます。',
  not_confirmable: '現在は確認できません。状況をご確認ください。',
  wallet_full: 'ウォレットがいっぱいです。先にカードを1枚削除してください。',
  consent_outdated: '同意内容が変わりました。ページを再読み込みし、先にお読みください。',
  canceled: 'キャンセルされました。請求はありません。もう一度最初からお試しください。',
  given_back: 'このお支払いは返金されたため、会員資格は終了しました。',
  not_finished: 'まだ確認されていません。先に銀行で確認を済ませてください。',
  removed: 'このカードはウォレットから削除されました。',
  member_already: 'すでに会員です。',
  processing: 'お支払いを処理しています。もう一度支払わないでください。',
  not_sold: '現在、Plusは購入できません。請求はありません。',
  nothing_to_verify: 'この銀行口座は確認を必要としていません。',
  unreachable:
    '決済サービスに接続できません。失われたものはありません。しばらくしてからお試しください。',
  busy: '別の変更を処理しています。しばらくしてからお試しください。',
  bank: '銀行がこのお支払いの確認を求めています。',
  not_now: '現在は変更できません。ページを再読み込みして状況をご確認ください。',
  demo_email:
    'このメールアドレスは、誰もがこの人としてサインインするために使うので変更できません。ご自身のアカウントでお試しください。',
  in_use:
    'このカードで支払っている定期購入があります。別のカードで続けるか、終了するかを先に選んでください。',
  not_canceled: '終了できなかった定期購入があります。しばらくしてからお試しください。',
  not_movable:
    'ご注文どおりに開始されていない定期購入があり、別のカードに変更できません。終了するか、確認が済むまでお待ちください。',
  body_too_large: '送信された内容が大きすぎます。',
  seller_unavailable_name:
    '現在、{name}にはお支払いいただけません。このお店の商品をカートから削除してください。',
  sold_out_gone: '{name}は販売を終了しました。カートから削除してください。',
  sold_out_left: '{name}の在庫は残り{left, number}点です。カートの数量を変更してください。',
  sold_out_name: '{name}は売り切れです。カートから削除してください。',
  sold_out_left_by_now:
    '{name}の在庫は残り{left, number}点になりました。必要な分を改めてご注文ください。',
  sold_out_by_now: '{name}は売り切れたため、ご注文のこの部分はお支払いいただけなくなりました。',
  too_many_seconds:
    '試行回数が多すぎます。{seconds, plural, other {#秒}}後にもう一度お試しください。',
  too_many_minutes:
    '試行回数が多すぎます。{minutes, plural, other {#分}}後にもう一度お試しください。',
  cart_too_many_of_plan: 'このプランのお申し込みは{most, number}点までです。',
  cart_too_many_left: '在庫は残り{most, number}点です。',
  cart_too_many_all_yours: '在庫は残り{most, number}点で、すべてカートに入っています。',
  cart_too_many_some_yours:
    '在庫は残り{most, number}点で、そのうち{had, number}点がカートに入っています。',
  wrong_amount_most: '{most}までの金額を数字で入力してください。',
  too_much_most: '申請できるのは{most}までです。',
  wallet_full_most:
    'ウォレットに保存できるカードは{most, number}枚までです。先に1枚削除してください。',
  member_already_until: '{until}まで会員です。',
};
