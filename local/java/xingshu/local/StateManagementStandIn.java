package xingshu.local;

import java.util.List;
import java.util.function.Supplier;
import org.opensearch.client.node.NodeClient;
import org.opensearch.cluster.metadata.IndexNameExpressionResolver;
import org.opensearch.cluster.node.DiscoveryNodes;
import org.opensearch.common.settings.ClusterSettings;
import org.opensearch.common.settings.IndexScopedSettings;
import org.opensearch.common.settings.Setting;
import org.opensearch.common.settings.Settings;
import org.opensearch.common.settings.SettingsFilter;
import org.opensearch.core.rest.RestStatus;
import org.opensearch.plugins.ActionPlugin;
import org.opensearch.plugins.Plugin;
import org.opensearch.rest.BaseRestHandler;
import org.opensearch.rest.BytesRestResponse;
import org.opensearch.rest.RestController;
import org.opensearch.rest.RestHandler;
import org.opensearch.rest.RestRequest;

/**
 * Stands in for the index state management plugin, which Maven Central does not hold. Tasklist writes its index
 * setting and fails to start without it; the broker's exporter asks it at each start to take policies off the
 * indices, and holds up every exporter for a moment when nobody answers.
 */
public final class StateManagementStandIn extends Plugin implements ActionPlugin {
  private static final String NOTHING_REMOVED = "{\"updated_indices\":0,\"failures\":false,\"failed_indices\":[]}";

  @Override
  public List<Setting<?>> getSettings() {
    String name = "index.plugins.index_state_management.policy_id";
    return List.of(Setting.simpleString(name, Setting.Property.IndexScope, Setting.Property.Dynamic));
  }

  @Override
  public List<RestHandler> getRestHandlers(
      Settings settings,
      RestController controller,
      ClusterSettings clusterSettings,
      IndexScopedSettings indexSettings,
      SettingsFilter filter,
      IndexNameExpressionResolver resolver,
      Supplier<DiscoveryNodes> nodes) {
    return List.of(new RemovePolicy());
  }

  private static final class RemovePolicy extends BaseRestHandler {
    @Override
    public String getName() {
      return "remove_policy_stand_in";
    }

    @Override
    public List<Route> routes() {
      return List.of(new Route(RestRequest.Method.POST, "/_plugins/_ism/remove/{index}"));
    }

    @Override
    protected RestChannelConsumer prepareRequest(RestRequest request, NodeClient client) {
      request.param("index");
      return channel ->
          channel.sendResponse(new BytesRestResponse(RestStatus.OK, "application/json", NOTHING_REMOVED));
    }
  }
}
