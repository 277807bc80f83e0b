import type { Texts } from './texts';

export const ja: Texts = {
  fields: {
    number: 'カード番号',
    expiry: '有効期限',
    cvc: 'セキュリティコード',
    country: '国',
    zip: '郵便番号',
    postalCode: '郵便番号',
    name: '氏名',
    namePlaceholder: '氏名',
  },
  problems: {
    incomplete_number: 'カード番号に不備があります。',
    invalid_number: 'カード番号が無効です。',
    incomplete_expiry: 'カードの有効期限に不備があります。',
    invalid_expiry_month: 'カードの有効期限の月が無効です。',
    invalid_expiry_month_past: 'カードの有効期限が過ぎています。',
    invalid_expiry_year: 'カードの有効期限の年が無効です。',
    invalid_expiry_year_past: 'カードの有効期限の年が過ぎています。',
    incomplete_cvc: 'カードのセキュリティコードに不備があります。',
    incomplete_zip: '郵便番号に不備があります。',
    incomplete_postal_code: '郵便番号に不備があります。',
    incomplete_name: '氏名を入力してください。',
  },
  declines: {
    generic_decline: 'カードが拒否されました。',
    insufficient_funds: 'カードの残高が不足しています。',
    lost_card: 'カードが拒否されました。',
    stolen_card: 'カードが拒否されました。',
    expired_card: 'カードの有効期限が切れています。',
    incorrect_cvc: 'カードのセキュリティコードが正しくありません。',
    processing_error:
      'カードの処理中にエラーが発生しました。しばらくしてからもう一度お試しください。',
  },
  methods: {
    picker: '支払い方法',
    more: 'その他の支払い方法',
    card: 'カード',
    redirect: '送信後、次のステップを安全に完了するためにリダイレクトされます。',
  },
  terms: {
    card: 'カード情報を入力すると、{business} が規約に従って今後の支払いをカードに請求することを許可したことになります。',
    thisBusiness: 'この事業者',
  },
  brands: { supported: '利用可能なカード：' },
  loadError: '支払いフォームを読み込めませんでした。',
  challenge: {
    title: 'カードの認証',
    close: '認証をキャンセル',
    loading: '銀行に接続しています…',
    slow: '銀行のページの表示に時間がかかっています。',
    again: 'もう一度試す',
  },
};
