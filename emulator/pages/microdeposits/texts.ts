/** What the hosted verification page says, in one language. Names in braces are replaced. */
export interface DepositTexts {
  page: string;
  verify: {
    heading: string;
    sentOne: string;
    sentTwo: string;
    button: string;
  };
  code: { label: string; hint: string; incomplete: string };
  amounts: { legend: string; first: string; second: string; hint: string; incomplete: string };
  tests: { heading: string; and: string; right: string; exceeded: string; timeout: string };
  verified: { heading: string; lead: string };
  failed: { heading: string; lead: string };
  ended: { heading: string; lead: string };
  unknown: { heading: string; lead: string };
  /** By the API's `code`; what is missing keeps the API's own words. */
  problems: Readonly<Record<string, string>>;
}

const prefix = 'payment_method_microdeposit_';

/** The problems that the page can meet, as the API names them. */
function problems(texts: {
  failed: string;
  exceeded: string;
  timeout: string;
  amounts: string;
  code: string;
}): DepositTexts['problems'] {
  return {
    [`${prefix}failed`]: texts.failed,
    [`${prefix}verification_attempts_exceeded`]: texts.exceeded,
    [`${prefix}verification_timeout`]: texts.timeout,
    [`${prefix}verification_amounts_mismatch`]: texts.amounts,
    [`${prefix}verification_descriptor_code_mismatch`]: texts.code,
  };
}

export const en: DepositTexts = {
  page: 'Bank account verification',
  verify: {
    heading: 'Verify your bank account',
    sentOne:
      '{merchant} sent a deposit of $0.01 to {account}. It takes one or two business days to arrive.',
    sentTwo:
      '{merchant} sent two small deposits to {account}. It takes one or two business days to arrive.',
    button: 'Verify',
  },
  code: {
    label: '6-character code',
    hint: 'It stands beside the deposit on your statement and starts with SM.',
    incomplete: 'Enter all six characters of the code.',
  },
  amounts: {
    legend: 'Amounts of the two deposits, in cents',
    first: 'First deposit',
    second: 'Second deposit',
    hint: 'They are named ACCTVERIFY on your statement. Their order does not matter.',
    incomplete: 'Enter both amounts, in cents.',
  },
  tests: {
    heading: 'Test values',
    and: 'and',
    right: '{value}: the account is verified',
    exceeded: '{value}: one wrong answer too many',
    timeout: '{value}: the ten days are over',
  },
  verified: {
    heading: 'Bank account verified',
    lead: '{account} can now be used with {merchant}. You can close this page.',
  },
  failed: {
    heading: 'This bank account could not be verified',
    lead: 'Go back to {merchant} and use another payment method.',
  },
  ended: {
    heading: 'There is nothing to verify',
    lead: '{merchant} no longer waits for this bank account.',
  },
  unknown: {
    heading: 'No such verification',
    lead: 'The address is incomplete, or the bank account it belongs to is gone.',
  },
  problems: {},
};

const fr: DepositTexts = {
  page: 'Vérification du compte bancaire',
  verify: {
    heading: 'Vérifiez votre compte bancaire',
    sentOne:
      '{merchant} a versé 0,01 $ sur {account}. Le versement arrive sous un à deux jours ouvrés.',
    sentTwo:
      '{merchant} a effectué deux petits versements sur {account}. Ils arrivent sous un à deux jours ouvrés.',
    button: 'Vérifier',
  },
  code: {
    label: 'Code à 6 caractères',
    hint: 'Il figure à côté du versement sur votre relevé et commence par SM.',
    incomplete: 'Saisissez les six caractères du code.',
  },
  amounts: {
    legend: 'Montants des deux versements, en cents',
    first: 'Premier versement',
    second: 'Second versement',
    hint: 'Ils portent le nom ACCTVERIFY sur votre relevé. Leur ordre n’a pas d’importance.',
    incomplete: 'Saisissez les deux montants, en cents.',
  },
  tests: {
    heading: 'Valeurs de test',
    and: 'et',
    right: '{value} : le compte est vérifié',
    exceeded: '{value} : une mauvaise réponse de trop',
    timeout: '{value} : les dix jours sont écoulés',
  },
  verified: {
    heading: 'Compte bancaire vérifié',
    lead: '{account} peut désormais être utilisé avec {merchant}. Vous pouvez fermer cette page.',
  },
  failed: {
    heading: 'Ce compte bancaire n’a pas pu être vérifié',
    lead: 'Retournez chez {merchant} et utilisez un autre moyen de paiement.',
  },
  ended: {
    heading: 'Il n’y a rien à vérifier',
    lead: '{merchant} n’attend plus ce compte bancaire.',
  },
  unknown: {
    heading: 'Vérification introuvable',
    lead: 'L’adresse est incomplète, ou le compte bancaire concerné n’existe plus.',
  },
  problems: problems({
    failed:
      'Les microversements ont échoué. Vérifiez les numéros de compte et de routage indiqués.',
    exceeded: 'Vous avez dépassé le nombre de tentatives de vérification autorisées.',
    timeout: 'Le compte bancaire n’a pas été vérifié dans le délai requis de dix jours.',
    amounts:
      'Les montants saisis ne correspondent pas à ceux versés sur le compte bancaire. Tentatives restantes : {left}.',
    code: 'Le code saisi ne correspond pas à celui envoyé sur le compte bancaire. Tentatives restantes : {left}.',
  }),
};

const ja: DepositTexts = {
  page: '銀行口座の確認',
  verify: {
    heading: '銀行口座を確認',
    sentOne: '{merchant} が {account} に $0.01 を入金しました。反映まで 1～2 営業日かかります。',
    sentTwo: '{merchant} が {account} に少額を 2 回入金しました。反映まで 1～2 営業日かかります。',
    button: '確認',
  },
  code: {
    label: '6 文字のコード',
    hint: '明細の入金の横に表示される、SM で始まるコードです。',
    incomplete: 'コードの 6 文字をすべて入力してください。',
  },
  amounts: {
    legend: '2 回の入金額（セント）',
    first: '1 回目の入金',
    second: '2 回目の入金',
    hint: '明細には ACCTVERIFY と表示されます。順序は問いません。',
    incomplete: '両方の金額をセントで入力してください。',
  },
  tests: {
    heading: 'テスト値',
    and: 'と',
    right: '{value}：口座が確認されます',
    exceeded: '{value}：誤答の回数超過',
    timeout: '{value}：10 日間の期限切れ',
  },
  verified: {
    heading: '銀行口座を確認しました',
    lead: '{account} は {merchant} で使用できます。このページは閉じてかまいません。',
  },
  failed: {
    heading: 'この銀行口座は確認できませんでした',
    lead: '{merchant} に戻り、別のお支払い方法を使用してください。',
  },
  ended: {
    heading: '確認するものがありません',
    lead: '{merchant} はこの銀行口座の確認を待っていません。',
  },
  unknown: {
    heading: '該当する確認がありません',
    lead: 'アドレスが不完全か、対象の銀行口座が存在しません。',
  },
  problems: problems({
    failed: '少額入金に失敗しました。口座番号とルーティング番号を確認してください。',
    exceeded: '確認できる回数の上限を超えました。',
    timeout: '10 日以内に銀行口座が確認されませんでした。',
    amounts: '入力された金額が入金額と一致しません。残り {left} 回試せます。',
    code: '入力されたコードが送信されたものと一致しません。残り {left} 回試せます。',
  }),
};

const ar: DepositTexts = {
  page: 'التحقق من الحساب المصرفي',
  verify: {
    heading: 'تحقق من حسابك المصرفي',
    sentOne: 'أرسل {merchant} إيداعًا بقيمة ‎$0.01 إلى {account}. يصل خلال يوم إلى يومي عمل.',
    sentTwo: 'أرسل {merchant} إيداعين صغيرين إلى {account}. يصلان خلال يوم إلى يومي عمل.',
    button: 'تحقق',
  },
  code: {
    label: 'رمز من 6 أحرف',
    hint: 'يظهر بجانب الإيداع في كشف حسابك ويبدأ بـ SM.',
    incomplete: 'أدخل أحرف الرمز الستة كلها.',
  },
  amounts: {
    legend: 'مبلغا الإيداعين بالسنت',
    first: 'الإيداع الأول',
    second: 'الإيداع الثاني',
    hint: 'يظهران باسم ACCTVERIFY في كشف حسابك. لا يهم ترتيبهما.',
    incomplete: 'أدخل المبلغين بالسنت.',
  },
  tests: {
    heading: 'قيم الاختبار',
    and: 'و',
    right: '{value}: يتم التحقق من الحساب',
    exceeded: '{value}: إجابة خاطئة زائدة عن الحد',
    timeout: '{value}: انتهت الأيام العشرة',
  },
  verified: {
    heading: 'تم التحقق من الحساب المصرفي',
    lead: 'يمكن الآن استخدام {account} لدى {merchant}. يمكنك إغلاق هذه الصفحة.',
  },
  failed: {
    heading: 'تعذر التحقق من هذا الحساب المصرفي',
    lead: 'ارجع إلى {merchant} واستخدم وسيلة دفع أخرى.',
  },
  ended: {
    heading: 'لا يوجد ما يُتحقق منه',
    lead: 'لم يعد {merchant} ينتظر هذا الحساب المصرفي.',
  },
  unknown: {
    heading: 'لا يوجد تحقق كهذا',
    lead: 'العنوان غير مكتمل، أو لم يعد الحساب المصرفي المعني موجودًا.',
  },
  problems: problems({
    failed: 'فشلت الإيداعات الصغيرة. يُرجى التحقق من رقمي الحساب والتوجيه.',
    exceeded: 'تجاوزت عدد محاولات التحقق المسموح بها.',
    timeout: 'لم يتم التحقق من الحساب المصرفي خلال مهلة الأيام العشرة.',
    amounts: 'المبلغان المدخلان لا يطابقان ما أُرسل إلى الحساب. المحاولات المتبقية: {left}.',
    code: 'الرمز المدخل لا يطابق ما أُرسل إلى الحساب. المحاولات المتبقية: {left}.',
  }),
};

export const depositTexts: Readonly<Record<string, DepositTexts>> = { ar, en, fr, ja };
