package xingshu.exporter;

import static io.camunda.zeebe.protocol.record.ValueType.*;

import io.camunda.zeebe.exporter.api.Exporter;
import io.camunda.zeebe.exporter.api.context.Context;
import io.camunda.zeebe.exporter.api.context.Controller;
import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.RecordType;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.value.ProcessInstanceRecordValue;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;

/**
 * Posts what happens to user tasks, incidents and instances to our feed endpoint: in order per partition, at
 * least once, never skipping. A batch is acknowledged to the broker only after the receiver's 2xx.
 * The exporter's actor thread alone touches the fields; {@link #tick} looks whether the HTTP client is done.
 */
public final class FeedExporter implements Exporter, Context.RecordFilter {
  private static final Set<ValueType> VALUES = Set.of(USER_TASK, INCIDENT, PROCESS_INSTANCE);
  private static final Set<String> INTENTS = Set.of("ELEMENT_ACTIVATED", "ELEMENT_COMPLETED", "ELEMENT_TERMINATED");
  private static final long FIRST_BACK_OFF = 50;
  private static final long LONGEST_BACK_OFF = 1000;
  private static final long MOST_PENDING_CHARACTERS = 8_000_000;

  private record Entry(long position, String json) {}
  private Logger logger;
  private Controller controller;
  private HttpClient client;
  private HttpRequest.Builder request;
  private boolean everyElement;
  private int batchSize, inFlightSize, partition;
  private long lingerMs;
  private final ArrayDeque<Entry> pending = new ArrayDeque<>();
  private long pendingCharacters;
  private long lastSeen = -1;
  private boolean ticking;
  private CompletableFuture<Integer> inFlight;
  private long backOffMs = FIRST_BACK_OFF;

  @Override
  public void configure(Context context) {
    Map<String, Object> arguments = context.getConfiguration().getArguments();
    logger = context.getLogger();
    batchSize = Integer.parseInt(arguments.getOrDefault("batchSize", 200).toString());
    lingerMs = Long.parseLong(arguments.getOrDefault("lingerMs", 5).toString());
    everyElement = "all".equals(arguments.get("elements"));
    request = HttpRequest.newBuilder(URI.create(arguments.get("url").toString())).timeout(Duration.ofSeconds(30));
    request.headers("Content-Type", "application/json", "X-Engine-Id", arguments.get("engineId").toString());
    request.header("Authorization", "Bearer " + arguments.get("token"));
    context.setFilter(this);
  }

  @Override
  public boolean acceptType(RecordType type) {
    return type == RecordType.EVENT;
  }

  @Override
  public boolean acceptValue(ValueType type) {
    return VALUES.contains(type);
  }

  @Override
  public void open(Controller controller) {
    this.controller = controller;
    client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  @Override
  public void close() {
    if (client != null) client.shutdownNow();
    client = null; // What is pending was never acknowledged: the broker hands it over again after a restart.
  }

  @Override
  public void export(Record<?> record) {
    // The broker tries the same record again later; so memory stays bounded while the receiver is away.
    if (pendingCharacters > MOST_PENDING_CHARACTERS) throw new IllegalStateException("The feed's receiver is behind");
    partition = record.getPartitionId();
    lastSeen = record.getPosition();
    if (isWanted(record)) {
      String json = record.toJson(); // The broker reuses the record object: keep the text, not the record.
      pending.add(new Entry(record.getPosition(), json));
      pendingCharacters += json.length();
    }
    if (!ticking) tickAfter(lingerMs);
  }

  private boolean isWanted(Record<?> record) {
    if (!(record.getValue() instanceof ProcessInstanceRecordValue element)) return true;
    if (!INTENTS.contains(record.getIntent().name())) return false;
    return everyElement || "PROCESS".equals(element.getBpmnElementType().name());
  }

  private void tickAfter(long milliseconds) {
    ticking = true;
    controller.scheduleCancellableTask(Duration.ofMillis(milliseconds), this::tick);
  }

  private void tick() {
    ticking = false;
    if (client == null) return;
    if (inFlight == null) send();
    else if (inFlight.isDone()) settle();
    else tickAfter(lingerMs);
  }

  private void send() {
    if (pending.isEmpty()) {
      controller.updateLastExportedRecordPosition(lastSeen); // Records that we do not want advance as well.
      return;
    }
    StringBuilder body = new StringBuilder("{\"partitionId\":" + partition + ",\"records\":[");
    inFlightSize = Math.min(batchSize, pending.size());
    pending.stream().limit(inFlightSize).forEach(entry -> body.append(entry.json()).append(','));
    body.setCharAt(body.length() - 1, ']');
    HttpRequest post = request.POST(HttpRequest.BodyPublishers.ofString(body.append('}').toString())).build();
    inFlight = client.sendAsync(post, HttpResponse.BodyHandlers.discarding()).thenApply(HttpResponse::statusCode);
    tickAfter(lingerMs);
  }

  /** Ends the batch in flight: what the receiver did not take goes out again, unchanged and first. */
  private void settle() {
    int status = inFlight.exceptionally(failure -> 0).join();
    inFlight = null;
    if (status < 200 || status > 299) {
      if (backOffMs == FIRST_BACK_OFF) logger.warn("Feed not taken (status {}, 0 = no answer), trying again", status);
      tickAfter(backOffMs);
      backOffMs = Math.min(backOffMs * 2, LONGEST_BACK_OFF);
      return;
    }
    backOffMs = FIRST_BACK_OFF;
    for (; inFlightSize > 0; inFlightSize--) {
      Entry entry = pending.remove();
      pendingCharacters -= entry.json().length();
      if (inFlightSize == 1) controller.updateLastExportedRecordPosition(entry.position());
    }
    send();
  }
}
