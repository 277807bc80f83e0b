import type { Texts } from '../../words';

export const session: Texts<'session'> = {
  signIn: 'تسجيل الدخول',
  signingIn: 'جارٍ تسجيل الدخول…',
  newHere: 'جديد هنا؟',
  createAccount: 'إنشاء حساب',
  create: 'إنشاء الحساب',
  creating: 'جارٍ الإنشاء…',
  beenHere: 'هل زرتنا من قبل؟',
  signInInstead: 'سجّل الدخول',
  thenPaid: 'ثم تُدفع سلتك بضغطة واحدة.',
  needsScript: 'يحتاج تسجيل الدخول إلى JavaScript. أما التصفح والسلة فيعملان من دونه.',
  email: 'البريد الإلكتروني',
  password: 'كلمة المرور',
  atLeast: '8 أحرف على الأقل.',
  name: 'الاسم',
  justTrying: 'تريد التجربة فقط؟',
  borrow: 'استعر شخصية. لا حاجة إلى كلمة مرور.',
  continueAs: 'المتابعة بصفة {name}',
};
