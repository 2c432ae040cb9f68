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

  it('tears no span of years apart and leaves no 并 alone', () => {
    const title =
      '喀什地区行政公署关于印发《做好冬季供暖准备工作三年行动方案（2026—2028年）》并做好冬季供暖准备工作的决定';
    const lines = titleLines(title, 20);
    expect(lines.some((line) => line.includes('2026—2028年'))).toBe(true);
    expect(lines.filter((line) => line.length < 8)).toEqual([]);
  });

  it('tears no word of official titles apart that the segmenter does not know', () => {
    for (const office of ['喀什地区行政公署', '喀什地区行政公署办公室', '喀什地区行政公署办公室秘书处']) {
      const title = `${office}关于印发《推进中小学校园饮水设施改造三年行动方案（2026—2028年）》并推进中小学校园饮水设施改造的通知`;
      expect(titleLines(title, 20).filter((line) => /^(发《|小学)|(关于印|推进中)$/u.test(line))).toEqual([]);
    }
  });

  it("keeps the drafter's own breaks", () => {
    expect(titleLines('关于做好\n防沙治沙工作的通知', 20)).toEqual(['关于做好', '防沙治沙工作的通知']);
  });

  it('leaves a word wider than the room to the typesetter', () => {
    expect(titleLines('a'.repeat(60), 20)).toEqual(['a'.repeat(60)]);
  });
});
