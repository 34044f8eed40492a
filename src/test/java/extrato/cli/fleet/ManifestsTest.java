package extrato.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import extrato.support.failure.ExitCode;
import extrato.testing.Operator;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The manifests for Kubernetes, read as strictly as its API can: no field that it does not know.
 */
class ManifestsTest {
  private static final Path FOLDER = Path.of("docs/kubernetes");

  /** What another try may make better. */
  private static final List<ExitCode> TRIED_AGAIN =
      List.of(
          ExitCode.DONE,
          ExitCode.NO_DATABASE,
          ExitCode.BUSY,
          ExitCode.UNKNOWN,
          ExitCode.SOME_STUDIOS,
          ExitCode.INTERRUPTED,
          ExitCode.UNREAD,
          ExitCode.TERMINATED);

  private static final ObjectMapper STRICT =
      new ObjectMapper().setAnnotationIntrospector(new WithoutOtherFields());

  @TempDir Path home;

  /** The model takes fields that it does not know, and keeps them; this one refuses them. */
  private static final class WithoutOtherFields extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public Boolean hasAnySetter(Annotated annotated) {
      return Boolean.FALSE;
    }
  }

  @Test
  void everyManifest_isWhatTheApiKnows() throws IOException {
    Map<String, Class<?>> kinds =
        Map.of(
            "v1 Secret", Secret.class,
            "v1 ConfigMap", ConfigMap.class,
            "v1 PersistentVolumeClaim", PersistentVolumeClaim.class,
            "batch/v1 CronJob", CronJob.class);
    List<JsonNode> all =
        Stream.concat(documents("studios.yaml").stream(), documents("cronjob.yaml").stream())
            .toList();

    assertThat(all).hasSize(4);
    for (JsonNode manifest : all) {
      String kind = manifest.path("apiVersion").asText() + " " + manifest.path("kind").asText();
      assertThat(STRICT.treeToValue(manifest, Objects.requireNonNull(kinds.get(kind), kind)))
          .isNotNull();
    }
  }

  @Test
  void aFieldThatIsMisspelt_isFound() throws IOException {
    JsonNode manifest = documents("cronjob.yaml").get(0);
    ((ObjectNode) manifest.at("/spec/jobTemplate/spec/podFailurePolicy/rules/1"))
        .put("onExitCode", 1);

    assertThatThrownBy(() -> STRICT.treeToValue(manifest, CronJob.class))
        .isInstanceOf(UnrecognizedPropertyException.class)
        .hasMessageContaining("onExitCode");
  }

  @Test
  void thePartsOfTheStudios_areThePodsOfTheJob() throws IOException {
    JobSpec job = job();

    assertThat(job.getCompletionMode()).isEqualTo("Indexed");
    assertThat(job.getParallelism()).isEqualTo(job.getCompletions());
    assertThat(container().getArgs()).contains("$(JOB_COMPLETION_INDEX)/" + job.getCompletions());
    assertThat(job.getMaxFailedIndexes()).isEqualTo(job.getCompletions());
  }

  /** The start line as it stands, of each pod in turn: every studio is in one of them. */
  @Test
  void theStartLine_isTakenByTheProgram() throws IOException {
    Firm firm = new Firm(home);
    List<String> names = IntStream.range(0, 24).mapToObj(n -> "studio-" + n).sorted().toList();
    names.forEach(name -> firm.settings(name, "EXTRATO_ATTEMPTS=many"));
    Operator operator = firm.operator();

    List<String> reached =
        IntStream.range(0, job().getCompletions())
            .mapToObj(index -> started(operator, index))
            .flatMap(ended -> ended.out().lines())
            .filter(line -> line.contains("wrong settings"))
            .map(line -> line.replaceFirst(" .*", ""))
            .sorted()
            .toList();

    assertThat(reached).isEqualTo(names);
  }

  private static Operator.Ended started(Operator operator, int index) {
    try {
      return operator
          .run(
              container().getArgs().stream()
                  .map(word -> word.replace("$(JOB_COMPLETION_INDEX)", "" + index))
                  .toArray(String[]::new))
          .expect(8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void exitCodes_thatNoOtherTryMakesBetter_areNotTriedAgain() throws IOException {
    PodSpec pod = job().getTemplate().getSpec();
    PodFailurePolicyRule rule =
        job().getPodFailurePolicy().getRules().stream()
            .filter(one -> one.getAction().equals("FailIndex"))
            .findFirst()
            .orElseThrow();

    assertThat(pod.getRestartPolicy()).as("what a failure policy needs").isEqualTo("Never");
    assertThat(job().getBackoffLimitPerIndex()).as("what FailIndex needs").isPositive();
    assertThat(rule.getOnExitCodes().getContainerName()).isEqualTo(container().getName());
    assertThat(rule.getOnExitCodes().getOperator()).isEqualTo("In");
    assertThat(rule.getOnExitCodes().getValues())
        .as("every code but those, and import's, which comes later")
        .isEqualTo(
            Stream.concat(
                    Stream.of(ExitCode.values())
                        .filter(code -> !TRIED_AGAIN.contains(code))
                        .map(ExitCode::number),
                    Stream.of(13))
                .distinct()
                .sorted()
                .toList());
  }

  @Test
  void theMonth_isThatOfTheStudiosZone() throws IOException {
    CronJob cron = cron();

    assertThat(cron.getSpec().getTimeZone()).isEqualTo("America/Sao_Paulo");
    assertThat(cron.getSpec().getSchedule()).isEqualTo("0 2 1-5 * *");
    assertThat(cron.getSpec().getConcurrencyPolicy()).isEqualTo("Forbid");
  }

  @Test
  void whatIsMounted_isThere() throws IOException {
    PodSpec pod = job().getTemplate().getSpec();
    List<JsonNode> others = documents("studios.yaml");

    assertThat(container().getVolumeMounts())
        .extracting(VolumeMount::getName)
        .containsExactlyElementsOf(pod.getVolumes().stream().map(Volume::getName).toList());
    assertThat(container().getEnv())
        .extracting(EnvVar::getValue)
        .containsExactly(container().getVolumeMounts().get(0).getMountPath());
    List<VolumeProjection> settings = pod.getVolumes().get(0).getProjected().getSources();
    assertThat(settings.get(0).getSecret().getName()).isEqualTo(name(others.get(0)));
    assertThat(settings.get(1).getConfigMap().getName()).isEqualTo(name(others.get(1)));
    assertThat(pod.getVolumes().get(1).getPersistentVolumeClaim().getClaimName())
        .isEqualTo(name(others.get(2)));
  }

  /** As Kubernetes mounts them: links to files in a hidden folder. */
  @Test
  void theSettings_areRight() throws IOException {
    List<JsonNode> others = documents("studios.yaml");
    Path mounted = Files.createDirectory(home.resolve("mounted"));
    Path data = Files.createDirectory(mounted.resolve("..data"));
    for (JsonNode files : List.of(others.get(0).path("stringData"), others.get(1).path("data"))) {
      for (Map.Entry<String, JsonNode> file : files.properties()) {
        Files.writeString(data.resolve(file.getKey()), file.getValue().asText());
        Files.createSymbolicLink(mounted.resolve(file.getKey()), Path.of("..data", file.getKey()));
      }
    }
    Operator operator = new Firm(home).operator().with("EXTRATO_STUDIOS_DIR", mounted.toString());

    assertThat(operator.succeed("studios", "check", "--quiet").both()).isEmpty();
    assertThat(operator.succeed("studios", "list").out()).endsWith("3 studios\n");
  }

  private static String name(JsonNode manifest) {
    return manifest.at("/metadata/name").asText();
  }

  private static Container container() throws IOException {
    return job().getTemplate().getSpec().getContainers().get(0);
  }

  private static JobSpec job() throws IOException {
    return cron().getSpec().getJobTemplate().getSpec();
  }

  private static CronJob cron() throws IOException {
    return STRICT.treeToValue(documents("cronjob.yaml").get(0), CronJob.class);
  }

  private static List<JsonNode> documents(String file) throws IOException {
    YAMLMapper yaml = new YAMLMapper();
    return yaml.readerFor(JsonNode.class)
        .<JsonNode>readValues(FOLDER.resolve(file).toFile())
        .readAll();
  }
}
