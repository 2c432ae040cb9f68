package xingshu.engine88;

import io.camunda.zeebe.process.test.api.ZeebeTestEngine;
import io.camunda.zeebe.process.test.engine.EngineFactory;
import io.grpc.ServerBuilder;
import io.grpc.ServerProvider;
import io.grpc.ServerRegistry;
import io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * Camunda's in-memory engine on a free port of the loopback interface. Prints {@code READY <port>}, and ends with
 * its standard input: so it never outlives whoever started it, however that one died.
 */
public final class TestEngine {
  public static void main(String[] arguments) throws IOException {
    ServerRegistry.getDefaultRegistry().register(new LoopbackServers());
    int port = freePort();
    ZeebeTestEngine engine = EngineFactory.create(port);
    engine.start();
    System.out.println("READY " + port);
    while (System.in.read() >= 0) {}
    engine.stop();
    System.exit(0); // Threads of its scheduler would keep the JVM alive.
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** The engine asks for a server on a port; left alone it would listen on every interface. */
  private static final class LoopbackServers extends ServerProvider {
    @Override
    protected boolean isAvailable() {
      return true;
    }

    @Override
    protected int priority() {
      return 10;
    }

    @Override
    protected ServerBuilder<?> builderForPort(int port) {
      return NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }
  }
}
