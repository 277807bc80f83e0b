import type { Texts } from '../../words';

export const reviews: Texts<'reviews'> = {
  title: 'التقييمات',
  rating:
    '{stars} من 5 نجوم، {count, plural, zero {بلا تقييمات} one {تقييم واحد} two {تقييمان} few {# تقييمات} many {# تقييمًا} other {# تقييم}}',
  stars: '{stars} من 5 نجوم',
  star: '{stars, plural, zero {بلا نجوم} one {نجمة واحدة} two {نجمتان} few {# نجوم} many {# نجمة} other {# نجمة}}',
  none: 'لم يقيّمه أحد بعد.',
  whatDoYouThink: 'لقد اشتريته: ما رأيك؟',
  yours: 'تقييمك',
  howIs: 'ما رأيك في {name}؟',
  you: 'أنت',
  changed: '{date}، مُعدَّل',
  own: 'أنت تبيع هذا بنفسك. يكتب التقييمات من يشتريه.',
  notBought: 'يكتب التقييمات من اشتراه من هنا. وبعد شرائك يظهر تقييمك هنا أيضًا.',
  signedOut: 'يكتب التقييمات من اشتراه من هنا. <link>سجّل الدخول</link> إن كنت قد اشتريته.',
  starsLegend: 'النجوم',
  inYourWords: 'بكلماتك',
  hint: 'يستطيع الجميع قراءته مع اسمك الأول.',
  saving: 'جارٍ الحفظ…',
  change: 'تعديل التقييم',
  post: 'نشر التقييم',
  delete: 'حذف',
  deleting: 'جارٍ الحذف…',
  thanks: 'شكرًا لك. تقييمك أدناه.',
  deleted: 'حُذف.',
  chooseStars: 'اختر من نجمة إلى خمس نجوم.',
};
