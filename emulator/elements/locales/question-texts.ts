/**
 * What the test bank's 3D Secure page says beside its heading and its buttons: those are Stripe's own,
 * English in every language, and what suites look for.
 */
export interface QuestionTexts {
  saving: string;
  paying: string;
  merchant: string;
  amount: string;
  card: string;
  note: string;
  back: string;
  ended: string;
}

const en: QuestionTexts = {
  saving: 'Your bank wants to know that it is you who is saving this card.',
  paying: 'Your bank wants to know that it is you who is paying.',
  merchant: 'Merchant',
  amount: 'Amount',
  card: 'Card',
  note: 'A simulated bank: nothing is charged, and no code is sent. Choose how the authentication ends.',
  back: 'Taking you back to the merchant…',
  ended: 'The bank does not know it, or no longer. Go back to the merchant and try again.',
};

const languages: Readonly<Record<string, QuestionTexts>> = {
  en,
  fr: {
    saving: 'Votre banque veut s’assurer que c’est bien vous qui enregistrez cette carte.',
    paying: 'Votre banque veut s’assurer que c’est bien vous qui payez.',
    merchant: 'Marchand',
    amount: 'Montant',
    card: 'Carte',
    note: 'Une banque simulée : rien n’est débité et aucun code n’est envoyé. Choisissez l’issue de l’authentification.',
    back: 'Retour chez le marchand…',
    ended: 'La banque ne la connaît pas, ou plus. Retournez chez le marchand et réessayez.',
  },
  ja: {
    saving: 'このカードを保存しているのがご本人であることを、銀行が確認しています。',
    paying: '支払っているのがご本人であることを、銀行が確認しています。',
    merchant: '加盟店',
    amount: '金額',
    card: 'カード',
    note: 'シミュレーション用の銀行です。請求は発生せず、コードも送信されません。認証の結果を選択してください。',
    back: '加盟店に戻っています…',
    ended: '銀行にこの認証の記録がありません。加盟店に戻ってもう一度お試しください。',
  },
  ar: {
    saving: 'يريد مصرفك التأكد من أنك أنت من يحفظ هذه البطاقة.',
    paying: 'يريد مصرفك التأكد من أنك أنت من يدفع.',
    merchant: 'التاجر',
    amount: 'المبلغ',
    card: 'البطاقة',
    note: 'مصرف تجريبي: لا يُخصم شيء ولا يُرسل أي رمز. اختر كيف تنتهي المصادقة.',
    back: 'جارٍ إعادتك إلى التاجر…',
    ended: 'لا يعرف المصرف هذه المصادقة أو لم يعد يعرفها. ارجع إلى التاجر وحاول مرة أخرى.',
  },
};

/** The words in a locale's language; English where it is not spoken here. */
export function questionTexts(locale: string): QuestionTexts {
  return languages[locale.toLowerCase().split('-')[0] ?? 'en'] ?? en;
}
