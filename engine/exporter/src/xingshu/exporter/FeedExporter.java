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
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;

/**
 * Posts what happens to user tasks, incidents and instances to our feed endpoint: in order per partition, at
 * least once, never skipping. A batch is acknowledged to the broker only after the receiver's 2xx.
 * The broker's thread and the HTTP client's take turns by this object's lock.
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
  private final ArrayDeque<Entry> pending = new ArrayDeque<>();
  private long pendingCharacters;
  private long lastSeen = -1;
  private boolean sending;
  private int passedOver;
  private long backOffMs = FIRST_BACK_OFF;

  @Override
  public void configure(Context context) {
    Map<String, Object> arguments = context.getConfiguration().getArguments();
    logger = context.getLogger();
    batchSize = Integer.parseInt(arguments.getOrDefault("batchSize", 200).toString());
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
  public synchronized void close() {
    if (client != null) client.shutdownNow();
    client = null; // What is pending was never acknowledged: the broker hands it over again after a restart.
  }

  /**
   * Sends at once when nothing is under way; what comes meanwhile makes the next batch. No timer of the broker's
   * is used: its idle threads look at their timers only every 100 ms or so, which would be felt at every step.
   */
  @Override
  public synchronized void export(Record<?> record) {
    // Memory stays bounded while the receiver is away: the broker tries the same record again later.
    if (pendingCharacters > MOST_PENDING_CHARACTERS) throw new IllegalStateException("The feed's receiver is behind");
    partition = record.getPartitionId();
    lastSeen = record.getPosition();
    if (isWanted(record)) {
      String json = record.toJson(); // The broker reuses the record object: keep the text, not the record.
      pending.add(new Entry(record.getPosition(), json));
      pendingCharacters += json.length();
      if (!sending) send();
    } else if (pending.isEmpty() && ++passedOver >= batchSize) {
      acknowledge(lastSeen); // Records that we do not want advance as well.
    }
  }

  private boolean isWanted(Record<?> record) {
    if (!(record.getValue() instanceof ProcessInstanceRecordValue element)) return true;
    if (!INTENTS.contains(record.getIntent().name())) return false;
    return everyElement || "PROCESS".equals(element.getBpmnElementType().name());
  }

  private synchronized void send() {
    if (client == null) return;
    sending = true;
    StringBuilder body = new StringBuilder("{\"partitionId\":" + partition + ",\"records\":[");
    inFlightSize = Math.min(batchSize, pending.size());
    pending.stream().limit(inFlightSize).forEach(entry -> body.append(entry.json()).append(','));
    body.setCharAt(body.length() - 1, ']');
    HttpRequest post = request.POST(HttpRequest.BodyPublishers.ofString(body.append('}').toString())).build();
    client
        .sendAsync(post, HttpResponse.BodyHandlers.discarding())
        .handle((response, failure) -> failure == null ? response.statusCode() : 0)
        .thenAccept(this::settle);
  }

  /** Ends the batch in flight: what the receiver did not take goes out again, unchanged and first. */
  private synchronized void settle(int status) {
    if (client == null) return;
    if (status < 200 || status > 299) {
      if (backOffMs == FIRST_BACK_OFF) logger.warn("Feed not taken (status {}, 0 = no answer), trying again", status);
      CompletableFuture.delayedExecutor(backOffMs, TimeUnit.MILLISECONDS).execute(this::send);
      backOffMs = Math.min(backOffMs * 2, LONGEST_BACK_OFF);
      return;
    }
    backOffMs = FIRST_BACK_OFF;
    long position = lastSeen;
    for (; inFlightSize > 0; inFlightSize--) {
      Entry entry = pending.remove();
      pendingCharacters -= entry.json().length();
      position = entry.position();
    }
    sending = false;
    acknowledge(pending.isEmpty() ? lastSeen : position);
    if (!pending.isEmpty()) send();
  }

  /** The broker takes this on a thread of its own, whoever calls. */
  private void acknowledge(long position) {
    passedOver = 0;
    controller.updateLastExportedRecordPosition(position);
  }
}
