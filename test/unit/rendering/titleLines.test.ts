import { titleLines } from '../../../rendering/titleLines';

describe('GB/T 9704-2012 7.3.1: a title of several lines', () => {
  it('stays on one line while it fits 20 characters', () => {
    expect(titleLines('关于做好冬季供暖准备工作的通知', 20)).toEqual(['关于做好冬季供暖准备工作的通知']);
  });

  it('breaks between words, no line over the room', () => {
    const title = '关于印发《地区农村公路养护和建设三年行动方案》并做好组织实施工作的通知';
    const lines = titleLines(title, 20);
    expect(lines.join('')).toBe(title);
    expect(lines.every((line) => line.length <= 20)).toBe(true);
    expect(lines).toHaveLength(2);
  });

  it('starts no line with a closing mark or 的', () => {
    for (let length = 8; length < 24; length += 1) {
      const lines = titleLines(`关于印发《${'治沙'.repeat(length)}方案》的通知`, 20);
      expect(lines.filter((line) => /^[》、的]/u.test(line))).toEqual([]);
    }
  });

  it("keeps the drafter's own breaks", () => {
    expect(titleLines('关于做好\n防沙治沙工作的通知', 20)).toEqual(['关于做好', '防沙治沙工作的通知']);
  });

  it('leaves a word wider than the room to the typesetter', () => {
    expect(titleLines('a'.repeat(60), 20)).toEqual(['a'.repeat(60)]);
  });
});
