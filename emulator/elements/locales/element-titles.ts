/**
 * Titles of the frames of all Elements but the Payment Element's, by which screen readers and tests
 * find them.
 */
export interface ElementTitles {
  card: string;
  cardNumber: string;
  cardExpiry: string;
  cardCvc: string;
  address: string;
  linkAuthentication: string;
}

const en: ElementTitles = {
  card: 'Secure card payment input frame',
  cardNumber: 'Secure card number input frame',
  cardExpiry: 'Secure expiration date input frame',
  cardCvc: 'Secure CVC input frame',
  address: 'Secure address input frame',
  linkAuthentication: 'Secure email input frame',
};

const languages: Readonly<Record<string, ElementTitles>> = {
  en,
  fr: {
    card: 'Cadre sécurisé pour la saisie du paiement par carte',
    cardNumber: 'Cadre sécurisé pour la saisie du numéro de carte',
    cardExpiry: 'Cadre sécurisé pour la saisie de la date d’expiration',
    cardCvc: 'Cadre sécurisé pour la saisie du code CVC',
    address: 'Cadre sécurisé pour la saisie de l’adresse',
    linkAuthentication: 'Cadre sécurisé pour la saisie de l’adresse e-mail',
  },
  ja: {
    card: '安全なカード支払い入力フレーム',
    cardNumber: '安全なカード番号入力フレーム',
    cardExpiry: '安全な有効期限入力フレーム',
    cardCvc: '安全なセキュリティコード入力フレーム',
    address: '安全な住所入力フレーム',
    linkAuthentication: '安全なメールアドレス入力フレーム',
  },
  ar: {
    card: 'إطار إدخال الدفع بالبطاقة الآمن',
    cardNumber: 'إطار إدخال رقم البطاقة الآمن',
    cardExpiry: 'إطار إدخال تاريخ انتهاء الصلاحية الآمن',
    cardCvc: 'إطار إدخال رمز الأمان الآمن',
    address: 'إطار إدخال العنوان الآمن',
    linkAuthentication: 'إطار إدخال البريد الإلكتروني الآمن',
  },
};

/** The titles in a locale's language; English where it is not spoken here. */
export function elementTitles(locale: string): ElementTitles {
  return languages[locale.toLowerCase().split('-')[0] ?? 'en'] ?? en;
}
