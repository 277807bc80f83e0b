/** What the form for US bank accounts says. `{business}` and `{terms}` are replaced. */
export interface BankTexts {
  email: string;
  bank: string;
  search: string;
  featured: string;
  found: string;
  nothingFound: string;
  manual: string;
  opening: string;
  remove: string;
  incompleteEmail: string;
  missingBank: string;
  failed: string;
  deposits: string;
  depositsSetup: string;
  mandateSetup: string;
  mandatePayment: string;
  terms: string;
}

const en: BankTexts = {
  email: 'Email',
  bank: 'Bank account',
  search: 'Search for your bank',
  featured: 'Banks',
  found: 'Bank search results',
  nothingFound: 'No bank of that name.',
  manual: 'Enter bank details manually',
  opening: 'Opening your bank…',
  remove: 'Remove bank account',
  incompleteEmail: 'Your email is incomplete.',
  missingBank: 'Please link your bank account.',
  failed: 'Your bank account could not be linked. Please try again.',
  deposits:
    'Stripe will deposit $0.01 to your account in 1–2 business days. Then you’ll get an email with instructions to complete payment to {business}.',
  depositsSetup:
    'Stripe will deposit $0.01 to your account in 1–2 business days. Then you’ll get an email with instructions to verify your account.',
  mandateSetup:
    'By saving your bank account for {business} you agree to authorize payments pursuant to {terms}.',
  mandatePayment: 'By continuing, you agree to authorize payments pursuant to {terms}.',
  terms: 'these terms',
};

const languages: Readonly<Record<string, BankTexts>> = {
  en,
  fr: {
    email: 'E-mail',
    bank: 'Compte bancaire',
    search: 'Rechercher votre banque',
    featured: 'Banques',
    found: 'Résultats de la recherche de banque',
    nothingFound: 'Aucune banque de ce nom.',
    manual: 'Saisir manuellement les coordonnées bancaires',
    opening: 'Ouverture de votre banque…',
    remove: 'Retirer le compte bancaire',
    incompleteEmail: 'Votre adresse e-mail est incomplète.',
    missingBank: 'Veuillez associer votre compte bancaire.',
    failed: 'Votre compte bancaire n’a pas pu être associé. Veuillez réessayer.',
    deposits:
      'Stripe versera 0,01 $ sur votre compte sous 1 à 2 jours ouvrés. Vous recevrez ensuite un e-mail indiquant comment finaliser le paiement à {business}.',
    depositsSetup:
      'Stripe versera 0,01 $ sur votre compte sous 1 à 2 jours ouvrés. Vous recevrez ensuite un e-mail indiquant comment le valider.',
    mandateSetup:
      'En enregistrant votre compte bancaire pour {business}, vous acceptez d’autoriser des paiements conformément à {terms}.',
    mandatePayment:
      'En continuant, vous acceptez d’autoriser des paiements conformément à {terms}.',
    terms: 'ces conditions',
  },
  ja: {
    email: 'メールアドレス',
    bank: '銀行口座',
    search: '銀行を検索',
    featured: '銀行',
    found: '銀行の検索結果',
    nothingFound: '該当する銀行がありません。',
    manual: '銀行口座情報を手動で入力',
    opening: '銀行に接続しています…',
    remove: '銀行口座を削除',
    incompleteEmail: 'メールアドレスに不備があります。',
    missingBank: '銀行口座を連携してください。',
    failed: '銀行口座を連携できませんでした。もう一度お試しください。',
    deposits:
      'Stripe は 1～2 営業日以内に $0.01 を口座に入金します。その後、{business} への支払いを完了する手順がメールで届きます。',
    depositsSetup:
      'Stripe は 1～2 営業日以内に $0.01 を口座に入金します。その後、口座を確認する手順がメールで届きます。',
    mandateSetup:
      '{business} に銀行口座を保存することで、{terms}に従って支払いを承認することに同意したことになります。',
    mandatePayment: '続行すると、{terms}に従って支払いを承認することに同意したことになります。',
    terms: 'これらの規約',
  },
  ar: {
    email: 'البريد الإلكتروني',
    bank: 'الحساب المصرفي',
    search: 'ابحث عن مصرفك',
    featured: 'المصارف',
    found: 'نتائج البحث عن المصرف',
    nothingFound: 'لا يوجد مصرف بهذا الاسم.',
    manual: 'إدخال التفاصيل المصرفية يدويًا',
    opening: 'جارٍ فتح مصرفك…',
    remove: 'إزالة الحساب المصرفي',
    incompleteEmail: 'بريدك الإلكتروني غير مكتمل.',
    missingBank: 'يُرجى ربط حسابك المصرفي.',
    failed: 'تعذر ربط حسابك المصرفي. يُرجى المحاولة مرة أخرى.',
    deposits:
      'ستودع Stripe مبلغ ‎$0.01 في حسابك خلال يوم إلى يومي عمل، ثم تصلك رسالة بالبريد الإلكتروني تشرح إتمام الدفع إلى {business}.',
    depositsSetup:
      'ستودع Stripe مبلغ ‎$0.01 في حسابك خلال يوم إلى يومي عمل، ثم تصلك رسالة بالبريد الإلكتروني تشرح التحقق من حسابك.',
    mandateSetup:
      'بحفظ حسابك المصرفي لدى {business} فإنك توافق على السماح بالدفعات وفقًا لـ{terms}.',
    mandatePayment: 'بالمتابعة فإنك توافق على السماح بالدفعات وفقًا لـ{terms}.',
    terms: 'هذه الشروط',
  },
};

/** The words in a locale's language; English where it is not spoken here. */
export function bankTexts(locale: string): BankTexts {
  return languages[locale.toLowerCase().split('-')[0] ?? 'en'] ?? en;
}
