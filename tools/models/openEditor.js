/*
 * Runs in the page of an InModeler: opens a file in a fresh editor, and saves it again. Throws where the editor warns
 * or does not take a template.
 */

/** With `templates` where elements are to be drawn by them. */
globalThis.openEditor = async function openEditor(Editor, xml, moddleExtensions, templates) {
  const inWords = (faults) => faults.map(({ message }) => message).join('\n');
  const editor = new Editor({ container: '#canvas', moddleExtensions });
  const { warnings } = await editor.importXML(xml);
  if (warnings.length > 0) throw new Error(inWords(warnings));
  if (templates) {
    editor.on('elementTemplates.errors', ({ errors }) => {
      throw new Error(inWords(errors));
    });
    editor.get('elementTemplatesLoader').setTemplates([...templates]);
  }
  return editor;
};

globalThis.saveAndClose = async function saveAndClose(editor) {
  const { xml } = await editor.saveXML({ format: true });
  editor.destroy();
  return xml;
};
