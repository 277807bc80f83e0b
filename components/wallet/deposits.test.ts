import { describe, expect, it } from 'vitest';
import { englishWords } from '@/lib/language/texts';
import { depositProblem, depositsOf } from './deposits';

const t = englishWords('wallet');
const typed = (first: string, second: string) => ({ first, second, code: '' });

describe('what arrived in a bank account', () => {
  it.each([
    ['32', '45'],
    ['0.32', '0.45'],
    ['$0.32', ' 45 '],
  ])('is understood as %s and %s', (first, second) => {
    expect(depositsOf('amounts', typed(first, second))).toEqual({ amounts: [32, 45] });
  });

  it.each([
    ['', '45'],
    ['0', '45'],
    ['3.20', '45'],
    ['abc', '45'],
  ])('is not sent when it is %j and %j', (first, second) => {
    expect(depositsOf('amounts', typed(first, second))).toBeNull();
  });

  it('or is a code, in whatever case', () => {
    const code = (text: string) => depositsOf('descriptor_code', { ...typed('', ''), code: text });
    expect(code(' sm11aa ')).toEqual({ descriptor_code: 'SM11AA' });
    expect(code('11AA')).toBeNull();
  });

  it('is told to be wrong with the tries that are left', () => {
    const code = 'payment_method_microdeposit_verification_amounts_mismatch';
    expect(
      depositProblem({ code, message: 'You have 2 verification attempts remaining.' }, t),
    ).toBe('These are not the amounts that were sent. You can try 2 more times.');
  });
});
