declare module 'dmn-moddle' {
  export interface ModdleElement {
    $type: string;
    id?: string;
    [property: string]: unknown;
  }
  export class DmnModdle {
    fromXML(
      xml: string,
      typeName: string,
    ): Promise<{ rootElement: ModdleElement; warnings: { message: string }[] }>;
  }
}
