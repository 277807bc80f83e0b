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
  invalid_request: '入力内容に誤りがあります。',
  unknown_language: 'Soukはこの言語に対応していません。',
  cart_bad_quantity: '1から99までの整数を入力してください。',
  cart_unknown_variant: 'この商品の取り扱いは終了しました。',
  cart_too_many: 'ご指定の数量の在庫がありません。',
  cart_sold_out: 'この商品は売り切れです。',
  cart_note: '在庫のある分だけカートに入れました。',
  not_bought: 'レビューは、ここで購入された方のみ投稿できます。',
  own: 'ご自身の商品にはレビューを投稿できません。',
};
