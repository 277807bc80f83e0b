/**
 * The few words the merchant's page itself needs: the frames' titles those of windows over it, and one
 * error.
 */
export interface PageTexts {
  payment: string;
  challenge: string;
  bankWindow: string;
  bankSearch: string;
  linkWindow: string;
  /** For the buyer; the intent's own last error keeps the API's wording. */
  authenticationFailed: string;
}

const en: PageTexts = {
  payment: 'Secure payment input frame',
  challenge: 'Card authentication',
  bankWindow: 'Link a bank account',
  bankSearch: 'Bank search results',
  linkWindow: 'Secure Link sign-in frame',
  authenticationFailed:
    'We are unable to authenticate your payment method. Please choose a different payment method and try again.',
};

const languages: Readonly<Record<string, PageTexts>> = {
  en,
  fr: {
    payment: 'Cadre sécurisé pour la saisie du paiement',
    challenge: 'Authentification de la carte',
    bankWindow: 'Associer un compte bancaire',
    bankSearch: 'Résultats de la recherche de banque',
    linkWindow: 'Cadre sécurisé pour la connexion à Link',
    authenticationFailed:
      'Nous ne sommes pas en mesure d’authentifier votre moyen de paiement. Choisissez-en un autre et réessayez.',
  },
  ja: {
    payment: '安全な支払い入力フレーム',
    challenge: 'カードの認証',
    bankWindow: '銀行口座を連携',
    bankSearch: '銀行の検索結果',
    linkWindow: '安全な Link ログインフレーム',
    authenticationFailed:
      'お支払い方法を認証できませんでした。別のお支払い方法を選択して、もう一度お試しください。',
  },
  ar: {
    payment: 'إطار إدخال الدفع الآمن',
    challenge: 'مصادقة البطاقة',
    bankWindow: 'ربط حساب مصرفي',
    bankSearch: 'نتائج البحث عن المصرف',
    linkWindow: 'إطار تسجيل الدخول الآمن إلى Link',
    authenticationFailed:
      'تعذرت مصادقة وسيلة الدفع. يُرجى اختيار وسيلة دفع أخرى والمحاولة مرة أخرى.',
  },
};

/** The page's words in a locale's language; English where it is not spoken here. */
export function pageTexts(locale: string): PageTexts {
  return languages[locale.toLowerCase().split('-')[0] ?? 'en'] ?? en;
}
