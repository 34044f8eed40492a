package extrato.demo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The names and remarks of the demo studio, with everything that a file format might get wrong. */
final class Words {
  private static final int CLIENTS = 190;

  private static final List<String> FIRST_NAMES =
      words(
          """
          Adriana Ágata Aline Amanda Antônio Beatriz Bruno Camila Cauã Cecília César Clara Daniel
          Débora Diego Eduarda Fábio Felipe Fernanda Flávia Gabriel Giovana Gustavo Helena Heloísa
          Hugo Iara Igor Inês Jaqueline João Jorge Larissa Letícia Lívia Luísa Márcio Mariana Mônica
          Murilo Natália Nicolas Patrícia Rafael Raíssa Simão Sofia Thaís Valéria Vinícius\
          """);

  private static final List<String> LAST_NAMES =
      words(
          """
          Aguiar Almeida Araújo Assunção Azevedo Barros Brandão Camargo Cardoso Conceição D'Ávila
          Duarte Esteves Falcão Figueiredo Freitas Galvão Gonçalves Guimarães Ishikawa Leão Macêdo
          Magalhães Mattos Moraes Nóbrega Paixão Peixoto Pinho Quadros Ramalho Rezende Schmidt
          Simões Tavares Uchôa Valença Vasconcelos Xavier Zanetti\
          """);

  private static final List<String> SESSION_NOTES =
      List.of(
          "Fechamento de braço, 2ª sessão",
          "Retoque: linha fina no antebraço",
          "Pediu \"sem sombra, só contorno\"",
          "Flor de lótus 🌸, costela esquerda",
          "Cobertura de nome antigo; trazer referência",
          "Alergia a látex, usar luva nitrílica",
          "Orçamento fechado por WhatsApp\nConfirmar na véspera",
          "Âncora e rosa 🌹, old school",
          "Retrato do cachorro, foto no e-mail",
          "Pontilhismo: mandala de 18 cm",
          "Ficha de anamnese assinada",
          "");

  private static final List<String> PAYMENT_NOTES =
      List.of(
          "Parcelado em 3x, sem juros",
          "Desconto de aniversário 🎂",
          "Comprovante no grupo, conferido",
          "Pagou com a irmã; \"uma nota só\"",
          "Taxa da maquininha: 3,19%",
          "Recibo nº 12\\B",
          "Troco de R$ 50,00\nconferido no fechamento do caixa",
          "");

  private final Random random;

  Words(Random random) {
    this.random = random;
  }

  /** Some clients come often, most come once. */
  String client() {
    return Clients.ALL.get((int) (random.nextDouble() * random.nextDouble() * CLIENTS));
  }

  @Nullable String sessionNote() {
    return random.nextInt(100) < 55 ? one(SESSION_NOTES) : null;
  }

  @Nullable String paymentNote() {
    return random.nextInt(100) < 30 ? one(PAYMENT_NOTES) : null;
  }

  String form() {
    return one(
        List.of("Pix", "Pix", "Pix", "Pix", "Crédito", "Crédito", "Débito", "Débito", "Dinheiro"));
  }

  <T> T one(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private static List<String> words(String text) {
    return Arrays.asList(text.split("\\s+", -1));
  }

  /** The same people in every demo studio, in an order that is not alphabetical. */
  private static final class Clients {
    private static final List<String> ALL = names();

    private static List<String> names() {
      List<String> all = new ArrayList<>();
      for (String first : FIRST_NAMES) {
        for (String last : LAST_NAMES) {
          all.add(first + " " + last);
        }
      }
      Collections.shuffle(all, new Random(CLIENTS));
      return List.copyOf(all.subList(0, CLIENTS));
    }
  }
}
