import type { Texts } from '../../words';

export const problems: Texts<'problems'> = {
  wrong_password: 'البريد الإلكتروني وكلمة المرور غير متطابقين.',
  email_taken: 'يوجد حساب بهذا البريد الإلكتروني. يُرجى تسجيل الدخول.',
  fault: 'حدث خطأ من جانبنا. يُرجى المحاولة مرة أخرى.',
  not_found: 'لا يوجد شيء كهذا هنا.',
  signed_out: 'يُرجى تسجيل الدخول أولًا.',
  foreign_origin: 'لم يأتِ هذا الطلب من صفحة من صفحات Souk.',
  too_many: 'محاولات كثيرة جدًا. يُرجى الانتظار قليلًا ثم المحاولة مرة أخرى.',
  invalid_request: 'الطلب ليس كما هو متوقع.',
  unknown_language: 'لا يتحدث Souk هذه اللغة.',
  cart_bad_quantity: 'يُرجى اختيار عدد صحيح من 1 إلى 99.',
  cart_unknown_variant: 'لم يعد هذا يُباع هنا.',
  cart_too_many: 'لم تبقَ هذه الكمية.',
  cart_sold_out: 'نفدت كمية هذا المنتج.',
  cart_note: 'تحوي سلتك كل ما بقي منه.',
  not_bought: 'لا يقيّمه إلا من اشتراه من هنا.',
  own: 'لا أحد يقيّم ما يبيعه بنفسه.',
};
