import type { Texts } from '../../words';

export const session: Texts<'session'> = {
  signIn: 'サインイン',
  signingIn: 'サインインしています…',
  newHere: 'はじめての方は',
  createAccount: 'アカウントを作成',
  create: 'アカウントを作成する',
  creating: '作成しています…',
  beenHere: 'アカウントをお持ちの方は',
  signInInstead: 'サインインへ',
  thenPaid: 'サインイン後、カートの商品をワンタップでお支払いいただけます。',
  needsScript:
    'サインインにはJavaScriptが必要です。商品の閲覧とカートはJavaScriptなしでもご利用いただけます。',
  leftIdle: '長い間操作がなかったため、サインアウトされました。',
  email: 'メールアドレス',
  password: 'パスワード',
  atLeast: '8文字以上で入力してください。',
  name: 'お名前',
  justTrying: 'まずは試してみたい方へ',
  borrow: 'デモ用の人物になれます。パスワードは不要です。',
  continueAs: '{name}として続ける',
  jenny: 'お買い物をする人：カード1枚でどのお店でも',
  amelie: 'マルセイユで石けんとリネンを販売',
  hana: '京都で染め布を販売',
  olu: 'プラットフォームの運営',
  notDone: '何も変更されていません',
  fromElsewhere: '<link>{address}</link>でSoukを開いて、もう一度お試しください。',
};
