import type { Texts } from '../../words';

export const home: Texts<'home'> = {
  title: 'たくさんの小さなお店。カードは1枚。',
  about:
    'カードを一度保存すれば、{countries, plural, other {#か国}}・{sellers, plural, other {#店}}のどのお店にもワンタップでお支払いいただけます。請求は各店から直接、それぞれの通貨で行われます。',
  goods: '商品',
  noGoods: '商品はまだありません',
  unpacking: 'ただいま準備中です。またのちほどお越しください。',
  seeAll: 'すべての商品を見る',
  sellers: '出店しているお店',
  browse: 'すべての商品を見てみる',
  how: 'お金の流れ',
  saveTitle: 'カードを一度だけ保存',
  save: 'プラットフォームが1つのCustomerのPaymentMethodとして保管します。銀行から本人確認を求められるのは、この一度だけです。',
  copyTitle: '各店にコピーを渡す',
  copy: 'お支払い時に、保存したカードが各店のアカウントへ同時に複製されます。',
  chargeTitle: '各店が直接請求',
  charge: 'お店の名前と通貨で直接請求され、プラットフォームはその中から手数料を受け取ります。',
  onPlatform: 'プラットフォーム上',
  onEach: '各アカウント上',
  cardSaved: '保存済みのカード：<card></card>',
  endingIn: '末尾{last4}',
  expired: '期限切れ',
  seeWallet: 'ウォレットを見る',
  saveOnce: 'カードを保存する',
  noneYet: 'まだカードがありません。',
  testCard: 'テスト用のカードで十分です。実際の費用は一切かかりません。',
};
