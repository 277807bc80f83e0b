/** What the window that asks for Link's code says. `{phone}` and `{email}` are replaced. */
export interface LinkTexts {
  label: string;
  testMode: string;
  close: string;
  heading: string;
  sent: string;
  signingIn: string;
  code: string;
  test: string;
  checking: string;
  again: string;
  sentAgain: string;
  without: string;
  /** By the API's `code`. */
  problems: Readonly<Record<string, string>>;
  /** For any other trouble. */
  failed: string;
  /** The offer under the card form. */
  offer: {
    save: string;
    email: string;
    phone: string;
    name: string;
    namePlaceholder: string;
    note: string;
    problems: Readonly<
      Record<'incomplete_email' | 'missing_phone' | 'incomplete_phone_number', string>
    >;
  };
}

const en: LinkTexts = {
  label: 'Sign in to Link',
  testMode: 'Test mode',
  close: 'Close',
  heading: 'Confirm it’s you',
  sent: 'Enter the code sent to {phone} to use Link.',
  signingIn: 'Paying as {email}',
  code: 'One-time code, six digits',
  test: 'No code is sent in test mode: any six digits pass.',
  checking: 'Checking…',
  again: 'Send a new code',
  sentAgain: 'A new code was sent.',
  without: 'Continue without Link',
  problems: {
    consumer_verification_code_invalid: 'The provided verification code is incorrect.',
    consumer_verification_expired: 'The provided verification code has expired.',
    consumer_verification_max_attempts_exceeded:
      'Too many attempts. Please try again in a few minutes.',
  },
  failed: 'The code could not be checked. Please try again.',
  offer: {
    save: 'Save my information for faster checkout',
    email: 'Email',
    phone: 'Mobile phone number',
    name: 'Full name (optional)',
    namePlaceholder: 'First and last name',
    note: 'Makes a Link account in test mode: an email and a phone, and no card.',
    problems: {
      incomplete_email: 'Your email is incomplete.',
      missing_phone: 'Please provide a mobile phone number.',
      incomplete_phone_number: 'Your phone number is incomplete.',
    },
  },
};

const languages: Readonly<Record<string, LinkTexts>> = {
  en,
  fr: {
    label: 'Se connecter à Link',
    testMode: 'Mode test',
    close: 'Fermer',
    heading: 'Confirmez votre identité',
    sent: 'Saisissez le code envoyé au {phone} pour utiliser Link.',
    signingIn: 'Paiement en tant que {email}',
    code: 'Code à usage unique, six chiffres',
    test: 'En mode test, aucun code n’est envoyé : six chiffres quelconques conviennent.',
    checking: 'Vérification en cours…',
    again: 'Envoyer un nouveau code',
    sentAgain: 'Un nouveau code a été envoyé.',
    without: 'Continuer sans Link',
    problems: {
      consumer_verification_code_invalid: 'Le code de vérification saisi est incorrect.',
      consumer_verification_expired: 'Le code de vérification saisi a expiré.',
      consumer_verification_max_attempts_exceeded:
        'Trop de tentatives. Veuillez réessayer dans quelques minutes.',
    },
    failed: 'Le code n’a pas pu être vérifié. Veuillez réessayer.',
    offer: {
      save: 'Enregistrer mes informations pour payer plus vite',
      email: 'E-mail',
      phone: 'Numéro de téléphone mobile',
      name: 'Nom complet (facultatif)',
      namePlaceholder: 'Prénom et nom',
      note: 'Crée un compte Link en mode test : un e-mail et un téléphone, sans carte.',
      problems: {
        incomplete_email: 'Votre adresse e-mail est incomplète.',
        missing_phone: 'Veuillez indiquer un numéro de téléphone mobile.',
        incomplete_phone_number: 'Votre numéro de téléphone est incomplet.',
      },
    },
  },
  ja: {
    label: 'Link にログイン',
    testMode: 'テストモード',
    close: '閉じる',
    heading: '本人確認',
    sent: 'Link を使用するには、{phone} に送信されたコードを入力してください。',
    signingIn: '{email} として支払い',
    code: 'ワンタイムコード（6 桁）',
    test: 'テストモードではコードは送信されません。任意の 6 桁で認証できます。',
    checking: '確認しています…',
    again: '新しいコードを送信',
    sentAgain: '新しいコードを送信しました。',
    without: 'Link を使用せずに続行',
    problems: {
      consumer_verification_code_invalid: '確認コードが正しくありません。',
      consumer_verification_expired: '確認コードの有効期限が切れています。',
      consumer_verification_max_attempts_exceeded:
        '試行回数が多すぎます。数分後にもう一度お試しください。',
    },
    failed: 'コードを確認できませんでした。もう一度お試しください。',
    offer: {
      save: '次回の支払いのために情報を保存',
      email: 'メールアドレス',
      phone: '携帯電話番号',
      name: '氏名（任意）',
      namePlaceholder: '姓名',
      note: 'テストモードの Link アカウントを作成します。メールアドレスと電話番号のみで、カードは保存しません。',
      problems: {
        incomplete_email: 'メールアドレスに不備があります。',
        missing_phone: '携帯電話番号を入力してください。',
        incomplete_phone_number: '電話番号に不備があります。',
      },
    },
  },
  ar: {
    label: 'تسجيل الدخول إلى Link',
    testMode: 'وضع الاختبار',
    close: 'إغلاق',
    heading: 'تأكيد هويتك',
    sent: 'أدخل الرمز المرسل إلى {phone} لاستخدام Link.',
    signingIn: 'الدفع باسم {email}',
    code: 'رمز لمرة واحدة من ستة أرقام',
    test: 'لا يُرسل أي رمز في وضع الاختبار: أي ستة أرقام تُقبل.',
    checking: 'جارٍ التحقق…',
    again: 'إرسال رمز جديد',
    sentAgain: 'تم إرسال رمز جديد.',
    without: 'المتابعة بدون Link',
    problems: {
      consumer_verification_code_invalid: 'رمز التحقق المُدخل غير صحيح.',
      consumer_verification_expired: 'انتهت صلاحية رمز التحقق المُدخل.',
      consumer_verification_max_attempts_exceeded:
        'محاولات كثيرة جدًا. يُرجى المحاولة مرة أخرى بعد بضع دقائق.',
    },
    failed: 'تعذر التحقق من الرمز. يُرجى المحاولة مرة أخرى.',
    offer: {
      save: 'احفظ معلوماتي لدفع أسرع',
      email: 'البريد الإلكتروني',
      phone: 'رقم الهاتف المحمول',
      name: 'الاسم الكامل (اختياري)',
      namePlaceholder: 'الاسم الأول واسم العائلة',
      note: 'يُنشئ حساب Link في وضع الاختبار: بريد إلكتروني وهاتف، بلا بطاقة.',
      problems: {
        incomplete_email: 'بريدك الإلكتروني غير مكتمل.',
        missing_phone: 'يُرجى تقديم رقم هاتف محمول.',
        incomplete_phone_number: 'رقم هاتفك غير مكتمل.',
      },
    },
  },
};

/** The words in a locale's language; English where it is not spoken here. */
export function linkTexts(locale: string): LinkTexts {
  return languages[locale.toLowerCase().split('-')[0] ?? 'en'] ?? en;
}
