const LEVEL = '(绝密|机密|秘密)级?';

/** With its star and term (GB/T 9704-2012 7.2.2), in brackets of its own, or before everything else. */
const MARKS = [
  new RegExp(`${LEVEL}\\s*[★☆]`, 'u'),
  new RegExp(`[〔（([【［「]\\s*${LEVEL}\\s*[〕）)\\]】］」]`, 'u'),
  new RegExp(`^\\s*${LEVEL}([\\s：:_、·—–-]|$)`, 'u'),
];

/**
 * Whether the name of a file or its title is marked with a 密级: 机密★3年 方案.pdf, （秘密）方案.docx, 绝密.pdf. A word of it is no
 * mark: 商业秘密保护办法, 工作秘密（内部）.
 */
export function isMarkedName(name: string): boolean {
  const bare = name.replace(/\.[^.]*$/u, '');
  return MARKS.some((mark) => mark.test(name) || mark.test(bare));
}
