/** What the fields of the card family are called: they have no labels that can be seen. */
export interface CardTexts {
  number: string;
  expiry: string;
  cvc: string;
  zip: string;
  postalCode: string;
  placeholders: {
    number: string;
    expiry: string;
    cvc: string;
    zip: string;
    postalCode: string;
  };
}

const en: CardTexts = {
  number: 'Credit or debit card number',
  expiry: 'Credit or debit card expiration date',
  cvc: 'Credit or debit card CVC/CVV',
  zip: 'ZIP',
  postalCode: 'Postal code',
  placeholders: {
    number: 'Card number',
    expiry: 'MM / YY',
    cvc: 'CVC',
    zip: 'ZIP',
    postalCode: 'Postal code',
  },
};

const languages: Readonly<Record<string, CardTexts>> = {
  en,
  fr: {
    number: 'Numéro de carte de crédit ou de débit',
    expiry: 'Date d’expiration de la carte de crédit ou de débit',
    cvc: 'Code CVC/CVV de la carte de crédit ou de débit',
    zip: 'Code postal',
    postalCode: 'Code postal',
    placeholders: {
      number: 'Numéro de carte',
      expiry: 'MM / AA',
      cvc: 'CVC',
      zip: 'Code postal',
      postalCode: 'Code postal',
    },
  },
  ja: {
    number: 'クレジットカードまたはデビットカード番号',
    expiry: 'クレジットカードまたはデビットカードの有効期限',
    cvc: 'クレジットカードまたはデビットカードのCVC/CVV',
    zip: '郵便番号',
    postalCode: '郵便番号',
    placeholders: {
      number: 'カード番号',
      expiry: '月 / 年',
      cvc: 'セキュリティコード',
      zip: '郵便番号',
      postalCode: '郵便番号',
    },
  },
  ar: {
    number: 'رقم بطاقة الائتمان أو الخصم',
    expiry: 'تاريخ انتهاء صلاحية بطاقة الائتمان أو الخصم',
    cvc: 'رمز CVC/CVV لبطاقة الائتمان أو الخصم',
    zip: 'الرمز البريدي',
    postalCode: 'الرمز البريدي',
    placeholders: {
      number: 'رقم البطاقة',
      expiry: 'شهر / سنة',
      cvc: 'رمز الأمان',
      zip: 'الرمز البريدي',
      postalCode: 'الرمز البريدي',
    },
  },
};

/** The names in a locale's language; English where it is not spoken here. */
export function cardTexts(locale: string): CardTexts {
  return languages[locale.toLowerCase().split('-')[0] ?? 'en'] ?? en;
}
